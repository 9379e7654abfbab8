import { describe, expect, it } from '@jest/globals'
import fc from 'fast-check'
import { consoleLines } from '../../src/github/runner/inert-text.js'
import { lookAt } from '../../src/log/line-look.js'
import { markedStep, stampEnd } from '../../src/clouds/huawei/codearts-build/log-format.js'

const STAMPS = [
  '[2026/09/10 19:09:19.922 GMT+08:00] ',
  '[Sep 14, 2026 02:29:37.820 GMT+08:00] ',
  '[сентябрь 14, 2026 02:29:37.820 UTC] ',
]
const UTC = '[2026/09/10 19:09:19.922 UTC] '

const part = fc.constantFrom(
  ...STAMPS,
  ...[
    '[INFO] ',
    '[ERROR] ',
    '[INTERNAL] ',
    '[step:plugin] : ',
    '[a]b:p] : ',
    '[',
    ']',
    ' [',
    '] [',
  ],
  ...['::', ':', '#', '##', '##[', '[', '\u200b', '\x07', '\x7f', '\x85', '\ufeff', '\xa0'],
  ...['\r', '\r\n', '\n', ' ', '\t', 'text', 'Z', '日志', '🚀', '\ud83d'],
  'x'.repeat(3_990),
)
const lines = fc.array(part, { maxLength: 12 }).map((parts) => `${parts.join('')}\n`)

/** What the strings of the same bytes tell: every line as it is, and the steps that lines name. */
function truth(bytes: Buffer) {
  const text = bytes.toString('utf8')
  const each = text.slice(0, -1).split('\n')
  return {
    plain:
      Buffer.from(text).equals(bytes) &&
      each.every((line) => consoleLines(line).join('\n') === line),
    steps: each
      .map((line) => markedStep(line.slice(stampEnd(line, 0))))
      .filter((step) => step !== undefined),
  }
}

function look(text: string) {
  return lookAt(Buffer.from(text))
}

describe('A look at the bytes of lines', () => {
  it('calls nothing plain that is not printed as it came', () => {
    fc.assert(
      fc.property(lines, (text) => {
        const bytes = Buffer.from(text)
        expect(lookAt(bytes).plain && !truth(bytes).plain).toBe(false)
      }),
      { numRuns: 3_000 },
    )
  })

  it('tells the one step that lines name, or that there may be more', () => {
    fc.assert(
      fc.property(lines, (text) => {
        const bytes = Buffer.from(text)
        const { steps } = lookAt(bytes)
        expect(steps ?? [...new Set(truth(bytes).steps)]).toEqual([...new Set(truth(bytes).steps)])
      }),
      { numRuns: 3_000 },
    )
  })

  it('calls bytes that are no UTF-8 not plain', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 40 }), (random) => {
        const bytes = Buffer.concat([random, Buffer.from('\n')])
        expect(lookAt(bytes).plain && !truth(bytes).plain).toBe(false)
      }),
      { numRuns: 3_000 },
    )
  })

  it.each([
    ['an empty line', '\n'],
    ['a command in the middle', 'echo ::error::x\n'],
    ['a stamp', `${STAMPS[0]}compiling\n`],
    ['a stamp and a level', `${STAMPS[1]}[INFO] compiling\n`],
    ['headings and rulers', '## Tests\n##########\n# [x] done\n'],
    ['Windows line ends', 'one\r\n  two\r\n\r\n'],
    ['text beyond ASCII', 'compiled 3 files – 完成 🚀\n'],
    ['a long line', `${'x'.repeat(4_000)}\n`],
    ['lists in brackets', '[1/20] Building\n[ok] [3 ms] done\n'],
  ])('needs no closer look at %s', (_name, text) => {
    expect(look(text)).toEqual({ plain: true, steps: [] })
  })

  it.each([
    ['a command', 'a\n::error::x\n'],
    ['a command behind blanks', ' \t::error::x\n'],
    ['a command behind what is not seen', '\u200b::error::x\n'],
    ['a bracket command', 'a ##[group]b\n'],
    ['a bracket command with a hidden character', 'a #\u200b#[group]b\n'],
    ['a lone return', 'a\r::error::x\n'],
    ['a return before a Windows line end', 'a\r\r\n'],
    ['a line that is too long', `${'x'.repeat(4_001)}\n`],
  ])('looks closer at %s', (_name, text) => {
    expect(look(text).plain).toBe(false)
  })

  it('knows a step among plain lines, whatever the level of its lines', () => {
    const marked = ['INFO', 'ERROR'].map((level) => `${STAMPS[0]}[${level}] [Compile:maven] : x\n`)
    expect(look(`one\n${marked.join('two\n')}`)).toEqual({ plain: true, steps: ['Compile'] })
    expect(look('[INFO] [a]b:c:plugin] : x\n')).toEqual({ plain: true, steps: ['a]b:c'] })
    expect(look(`${UTC}[INFO] [A:p] : x\n${UTC}[WARN] [A:p] : x\n`).steps).toEqual(['A'])
    expect(look(`${UTC}[INFO] [A:p] : x\n[INFO] [INFO] [A:p] : x\n`).steps).toBeUndefined()
  })

  it.each([
    ['two steps', '[INFO] [A:p] : x\n[INFO] [B:p] : x\n'],
    ['a step and the front of its name', '[INFO] [AA:p] : x\n[INFO] [A:p] : x\n'],
    ['a mark without a name', '[INFO] [nothing] x\n'],
    ['a very long mark', `[INFO] [${'a'.repeat(330)}:p] : x\n`],
  ])('looks closer at %s', (_name, text) => {
    expect(look(text)).toEqual({ plain: true, steps: undefined })
  })
})
