import { describe, expect, it } from '@jest/globals'
import fc from '../../../support/fast-check.js'
import { problemOf, read } from '../../../inputs/workflow.js'

const parametersOf = (inputs: Readonly<Record<string, string>>) =>
  read({ inputs }).config?.parameters

describe('parameters', () => {
  it('splits lines at the first "=" and keeps values as they are', () => {
    expect(parametersOf({ parameters: '# note\r\n\r\n NAME = a=b \r\nEMPTY=\n  #x=1\n' })).toEqual([
      { name: 'NAME', value: ' a=b ', secret: false },
      { name: 'EMPTY', value: '', secret: false },
    ])
  })

  it('takes one JSON object and keeps the digits of its numbers', () => {
    const parameters =
      ' {"v": 1.10, "big": 12345678901234567890, "on": true, "s": "a\\n\\u00e9{,:"}'
    expect(parametersOf({ parameters })?.map(({ name, value }) => [name, value])).toEqual([
      ['v', '1.10'],
      ['big', '12345678901234567890'],
      ['on', 'true'],
      ['s', 'a\né{,:'],
    ])
  })

  it('reads any JSON object of strings as JSON.parse does', () => {
    const name = fc.stringMatching(/^[A-Za-z_]\w{0,9}$/)
    fc.assert(
      fc.property(fc.dictionary(name, fc.string({ unit: 'binary', maxLength: 20 })), (values) => {
        fc.pre(!Object.keys(values).some((key) => /^(PATH|path|BASH_ENV)$/.test(key)))
        const read = parametersOf({ parameters: JSON.stringify(values) }) ?? []
        expect(Object.fromEntries(read.map((each) => [each.name, each.value]))).toEqual({
          ...values,
        })
      }),
    )
  })

  it('keeps a line of any printable value unchanged', () => {
    fc.assert(
      fc.property(fc.stringMatching(/^[^\r\n]{0,50}$/), (value) => {
        expect(parametersOf({ parameters: `A=${value}\nB=2` })?.[0]?.value).toBe(value)
      }),
    )
  })

  it.each([
    ['A=1\nA=2', '"A" is set twice'],
    ['{"A": 1, "\\u0041": 2}', '"A" is set twice'],
    ['{"A": null}', '"A" must be a string, a number or a boolean'],
    ['{"A": {"B": 1}}', '"A" must be'],
    ['{"A": [1, "x"], "B": 1}', '"A" must be'],
    ['["A"]', "isn't one JSON object"],
    ['{"A": 1', "isn't one JSON object"],
    ['A=1\nB', 'line 2 has no "="'],
    ['A B=1', '"A B" is no parameter name'],
    ['=1', '"" is no parameter name'],
    [`${'A'.repeat(129)}=1`, 'is no parameter name'],
    ['PATH=/x', '"PATH" is a name that CodeArts Build refuses'],
    ['path=/x', '"path" is a name'],
    ['LD_PRELOAD=/x', '"LD_PRELOAD" is a name'],
    ['BASH_ENV=/x', '"BASH_ENV" is a name'],
    [`A=${'x'.repeat(8193)}`, '8193 characters'],
  ])('refuses %j', (parameters, said) => {
    expect(problemOf({ parameters })).toContain(said)
  })

  it('tells every field that cannot be a parameter, behind nested ones too', () => {
    const { problems } = read({ inputs: { parameters: '{"A": [{"X": []}], "B": {}, "C": null}' } })
    expect(problems.map((problem) => problem.slice(19, 20))).toEqual(['A', 'B', 'C'])
  })

  it('takes names and values of the greatest length', () => {
    const [name, value] = ['A'.repeat(128), 'x'.repeat(8192)]
    expect(parametersOf({ parameters: `${name}=${value}` })).toEqual([
      { name, value, secret: false },
    ])
  })

  it.each([
    ['URL: https://x.example?a=b', 'has a colon after the name'],
    ['export X=1', 'begins with the word of a shell'],
    ['set X=1', 'begins with the word of a shell'],
    ['- X=1', 'begins with a dash'],
  ])('says what is wrong with the form of %s, and quotes nothing of it', (line, said) => {
    for (const input of ['parameters', 'secret-parameters']) {
      const problem = problemOf({ [input]: `A=abcd\n${line}` })
      expect(problem).toContain(`Input ${input}, line 2 ${said}`)
      expect(problem).toMatch(/; write NAME=VALUE\.$/)
      expect(problem).not.toMatch(/x\.example|X/)
    }
  })

  it('keeps values that look like other forms', () => {
    expect(parametersOf({ parameters: 'A=b: c\nB=- x\nURL=x:y' })).toHaveLength(3)
  })

  it.each(['null', ' null\n'])(
    'takes %j, which toJSON makes of nothing, for none',
    (parameters) => {
      expect(parametersOf({ parameters, 'secret-parameters': parameters })).toEqual([])
    },
  )

  it('blames the input in which a name stands twice, and no other', () => {
    expect(problemOf({ parameters: 'A=1\nA=2' })).toContain('is set twice in parameters; keep')
  })

  it('tells each thing that is wrong with a parameter', () => {
    const { problems } = read({ inputs: { parameters: `PATH=${'x'.repeat(9_000)}` } })
    expect(problems).toHaveLength(2)
  })

  it('refuses a name that stands in both inputs', () => {
    expect(problemOf({ parameters: 'A=1', 'secret-parameters': 'A=hidden' })).toContain('set twice')
  })
})

describe('secret parameters', () => {
  it('masks each value, though other inputs are bad', () => {
    const text = '{"KEY": "-----BEGIN\\n  second line \\r\\n\\n}", "PIN": 12345}'
    const { masks } = read({ inputs: { 'secret-parameters': text, wait: 'maybe' } })
    expect(masks).toEqual(['an-iam-token', '-----BEGIN\n  second line \r\n\n}', '12345'])
  })

  it.each(['hidden-value', '{"A": hidden-value}', '{"A": "hidden-value"'])(
    'never quotes a text that is badly formed: %s',
    (text) => {
      expect(problemOf({ 'secret-parameters': text })).not.toContain('hidden')
    },
  )

  it('names one of the names that everybody knows, and no other', () => {
    const problemOfLine = (line: string) => problemOf({ 'secret-parameters': `B=hidden\n${line}` })
    expect(problemOfLine('PATH=hidden')).toBe(
      'Input secret-parameters, line 2 (PATH) is a name that CodeArts Build refuses; choose another.',
    )
    expect(problemOfLine('MIIEv+Q=')).toBe(
      'Input secret-parameters, line 2 is no parameter name: 1 to 128 letters, digits and _.',
    )
  })

  it('never quotes the value of a parameter whose name is bad', () => {
    expect(problemOf({ 'secret-parameters': 'B-AD=hidden-value' })).not.toContain('hidden')
  })

  it('refuses a value under 3 characters and does not mask it', () => {
    const { problems, masks } = read({ inputs: { 'secret-parameters': 'A=ab\nB=abc' } })
    expect(problems).toEqual([expect.stringContaining('under 3 characters')])
    expect(masks).toContain('abc')
    expect(masks).not.toContain('ab')
  })
})
