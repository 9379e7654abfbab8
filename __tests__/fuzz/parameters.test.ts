import { describe, expect, it } from '@jest/globals'
import fc from '../support/fast-check.js'
import { budget } from '../support/budget.js'
import { read } from '../inputs/workflow.js'
import { foreignText, hostileText } from './hostile.js'

const REFUSED = /^(LD_PRELOAD|LD_LIBRARY_PATH|PATH|path|BASH_ENV|GIT_SSH_COMMAND)$/
const name = fc.stringMatching(/^\w{1,12}$/).filter((text) => !REFUSED.test(text))
const entries = (value: fc.Arbitrary<string>) =>
  fc.uniqueArray(fc.tuple(name, value), { maxLength: 6, selector: ([key]) => key })

/** JSON text of one string, with every character that may be written in two ways written in either. */
const writtenAs = (text: string, escape: boolean) =>
  escape
    ? `"${Array.from({ length: text.length }, (_, at) => `\\u${text.charCodeAt(at).toString(16).padStart(4, '0')}`).join('')}"`
    : JSON.stringify(text)

const parametersOf = (parameters: string) =>
  read({ inputs: { parameters } }).config?.parameters.map((each) => [each.name, each.value])

describe('The text of parameters', () => {
  it('is read or refused, whatever it is', () => {
    const text = fc.oneof(
      foreignText,
      fc
        .array(
          fc.oneof(hostileText, fc.constantFrom('{', '}', '"A":', ',', '\\', '"', 'A=', '\n')),
          { maxLength: 12 },
        )
        .map((pieces) => pieces.join('')),
    )
    fc.assert(
      fc.property(text, fc.constantFrom('parameters', 'secret-parameters'), (given, input) => {
        const { config, problems } = read({ inputs: { [input]: given } })
        expect(config === undefined).toBe(problems.length > 0)
      }),
      budget(1_000),
    )
  })

  it('comes back exactly from a JSON object, however it is written', () => {
    const style = fc.tuple(fc.boolean(), fc.constantFrom('', ' ', '\n\t', '\r\n'))
    const string = fc.oneof(
      hostileText.map((text) => text.slice(0, 8_000)),
      fc.constantFrom('{"A":1}', '",', '\\"', ':'),
    )
    fc.assert(
      fc.property(entries(string), style, (list, [escape, space]) => {
        const fields = list.map(
          ([key, value]) =>
            `${space}${writtenAs(key, escape)}${space}:${space}${writtenAs(value, escape)}`,
        )
        expect(parametersOf(`${space}{${fields.join(`${space},`)}${space}}`)).toEqual(list)
      }),
      budget(400),
    )
  })

  it('comes back exactly from lines', () => {
    const line = hostileText.map((text) => text.replace(/[\r\n]/g, '').slice(0, 8_000))
    fc.assert(
      fc.property(entries(line), fc.constantFrom('\n', '\r\n'), (list, end) => {
        const text = list
          .map(([key, value]) => ` ${key} =${value}`)
          .join(`${end}# note${end}${end}`)
        expect(parametersOf(text)).toEqual(list)
      }),
      budget(400),
    )
  })

  it('is refused where a name stands twice, in either form and spelling', () => {
    fc.assert(
      fc.property(name, hostileText, fc.boolean(), (key, value, escape) => {
        const json = `{"${key}": "1", ${writtenAs(key, escape)}: ${JSON.stringify(value.slice(0, 100))}}`
        expect(read({ inputs: { parameters: json } }).problems).toHaveLength(1)
        expect(read({ inputs: { parameters: `${key}=1\n${key}=2` } }).problems).toHaveLength(1)
      }),
    )
  })

  it('keeps numbers as they were written and refuses what is nested', () => {
    const number = fc.stringMatching(/^-?(0|[1-9]\d{0,30})(\.\d{1,20})?([eE][+-]?\d{1,3})?$/)
    fc.assert(
      fc.property(name, number, fc.jsonValue(), (key, digits, inner) => {
        expect(parametersOf(`{"${key}": ${digits}}`)).toEqual([[key, digits]])
        const { problems } = read({ inputs: { parameters: JSON.stringify({ [key]: [inner] }) } })
        expect(problems).toEqual([
          expect.stringContaining('must be a string, a number or a boolean'),
        ])
      }),
    )
  })
})
