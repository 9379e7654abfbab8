import { describe, expect, it } from '@jest/globals'
import { Ajv } from 'ajv'
import fc from '../../../../support/fast-check.js'
import { budget } from '../../../../support/budget.js'
import { cpuMs } from '../../../../support/cpu-time.js'
import { readFileSync } from 'node:fs'
import { parse, stringify } from 'yaml'
import {
  DEFINITION_SCHEMAS,
  readTask,
  readTemplate,
} from '../../../../../src/clouds/huawei/codearts-build/definitions/index.js'
import { LARGEST_FILE_BYTES } from '../../../../../src/clouds/huawei/codearts-build/definitions/yaml-text.js'

const GOOD = `version: 1
task:
  project: 0123456789abcdef0123456789abcdef
  name: shop-backend
  arch: x86-64
  flavor: 2u8g
  timeout: {limit: 60, unit: minute}
  scms:
    - {scm_type: codehub, url: "git@host:shop/backend.git", repo_id: 12345678901234567890, branch: main}
  parameters:
    codeBranch: {default: 1.10, runtime: true}
    profile: {default: prod, values: [prod, test]}
    nexusToken: {sensitive: true, valueFrom: {env: NEXUS_TOKEN}}
  triggers:
    - {cron: "53 15 * * 1,2,3,4,5", timeZone: Asia/Shanghai}
  steps:
    - name: Maven
      module: 20043
      with: {image: maven, command: "mvn package", cached: true}
  notifications:
    MESSAGE: [buildJobFail]
`

const ajv = new Ajv({ allowUnionTypes: true, unicodeRegExp: true })
const bySchema = ajv.compile(DEFINITION_SCHEMAS.task)
const accepts = (text: string): boolean => readTask(text).problems.length === 0

/** Path and line of each problem. */
function places(text: string): string[] {
  return readTask(text).problems.map(({ path, place }) => `${place.line} ${path}`)
}

describe('The reader of a definition', () => {
  it('gives what the file says, texts as they are written', () => {
    const { definition, problems, variables } = readTask(GOOD)
    expect(problems).toEqual([])
    expect(variables).toEqual(['NEXUS_TOKEN'])
    expect(definition).toMatchObject({
      name: 'shop-backend',
      timeout: { limit: '60', unit: 'minute' },
      scms: [{ repo_id: '12345678901234567890' }],
      steps: [
        {
          module: 'devcloud2018.codeci_action_20043.action',
          with: { cached: true, image: 'maven' },
        },
      ],
    })
    expect(definition?.parameters?.get('codeBranch')).toEqual({ default: '1.10', runtime: true })
  })

  it('tells every mistake at once, each with its place, rule and accepted values', () => {
    const bad = GOOD.replace('arch: x86-64', 'arch: x86')
      .replace('flavor:', 'flavour:')
      .replace('name: shop-backend', 'name: shop backend')
      .replace('MESSAGE: [buildJobFail]', 'MESSAGE: [buildFailed]')
    expect(places(bad)).toEqual([
      '4 task.name',
      '5 task.arch',
      '6 task.flavour',
      '21 task.notifications.MESSAGE[0]',
    ])
    const messages = readTask(bad).problems.map(({ message }) => message)
    expect(messages[1]).toBe('This is "x86": it must be x86-64 or arm.')
    expect(messages[2]).toMatch(
      /^Unknown key "flavour"; did you mean flavor\? Known here: project, /,
    )
    expect(messages[3]).toMatch(/it must be buildJobSuccess, buildJobFail, .* or forbiddenJob\.$/)
  })

  it('tells of a missing key at its parent', () => {
    expect(places(GOOD.replace('  arch: x86-64\n', ''))).toEqual(['2 task'])
    expect(readTask('version: 1\n').problems).toMatchObject([
      { path: '', message: expect.stringContaining('task is missing.') },
    ])
  })

  it('counts columns from 1', () => {
    const { problems } = readTask(GOOD.replace('module: 20043', 'modul: 20043'))
    expect(problems.map(({ place }) => place)).toEqual([
      { line: 17, column: 7 },
      { line: 18, column: 7 },
    ])
  })

  it('refuses a literal beside sensitive: true, does not quote it, and gives it to be masked', () => {
    const { problems, literals } = readTask(
      GOOD.replace('sensitive: true,', 'sensitive: true, default: hunter2,'),
    )
    expect(literals).toEqual(['hunter2'])
    expect(problems).toHaveLength(1)
    expect(JSON.stringify(problems)).not.toContain('hunter2')
    expect(places(GOOD.replace('sensitive: true, ', ''))).toEqual([
      '13 task.parameters.nexusToken.valueFrom',
    ])
  })

  it.each([
    ['duplicate keys', 'version: 1\nversion: 1\n', 'Map keys must be unique.'],
    ['another version of YAML', '%YAML 1.1\n---\n- [', 'must be sufficiently indented'],
    ['several documents', 'version: 1\n---\nversion: 1\n', 'multiple documents'],
    ['tags', 'version: !secret 1\n', 'Unresolved tag'],
    ['nesting that no stack holds', '['.repeat(90_000), 'nested too deeply'],
    ['nesting that takes a gigabyte', '['.repeat(200_000), 'more than 100000 words and signs'],
    ['more keys than anybody writes', 'k: 1\n'.repeat(20_000), 'more than 100000 words and signs'],
    ['keys that differ in quotation marks', '{version: 1, "version": 1}', 'must be unique'],
    ['more than a megabyte', `# ${'x'.repeat(LARGEST_FILE_BYTES)}`, 'over 1 MB'],
    ['many aliases', `a: &a 1\nb: [${'*a,'.repeat(101)}]`, 'more than 100 aliases'],
    [
      'aliases that explode',
      [
        'a: &a [x]',
        ...'bcdefg'
          .split('')
          .map((key, at) => `${key}: &${key} [${`*${'abcdef'[at]},`.repeat(10)}]`),
      ].join('\n'),
      'aliases',
    ],
    ['a list in place of the file', '- 1\n', 'it must be a map with version and task'],
    ['a map as a key', '? {a: 1}\n: 2\n', 'A key must be a plain word.'],
  ])('refuses %s', (_what, text, message) => {
    const { problems, definition } = readTask(text)
    expect(definition).toBeUndefined()
    expect(problems.map((problem) => problem.message).join('\n')).toContain(message)
    expect(problems.length).toBeLessThan(25)
  })

  it('takes no longer for a key than for the one before', () => {
    const keys = Array.from({ length: 24_000 }, (_, at) => `k${at}`)
    const begun = cpuMs()
    expect(readTask(`{${keys.join(',\n')}}`).problems.length).toBeGreaterThan(24_000)
    // Each compared with each other, they take five times as long as now.
    expect(cpuMs() - begun).toBeLessThan(4_000)
  })

  it('never throws, whatever stands in the file', () => {
    const pieces = fc.constantFrom(
      ...GOOD.split(/(?<=\n)|(?=[{[,:])/),
      '*x',
      '&x ',
      '? ',
      '- ',
      '\t',
      '"',
    )
    fc.assert(
      fc.property(fc.array(pieces, { maxLength: 40 }), (some) => {
        const { problems, definition } = readTask(some.join(''))
        expect(problems.length === 0).toBe(definition !== undefined)
      }),
    )
  })

  it('reads templates by the same rules', () => {
    expect(
      readTemplate('version: 1\ntemplate: {name: my-maven, steps: [{name: a, module: 1}]}'),
    ).toMatchObject({
      problems: [],
      definition: { steps: [{ module: 'devcloud2018.codeci_action_1.action' }] },
    })
    expect(readTemplate('version: 1\ntemplate: {name: my-maven}').problems).toHaveLength(1)
  })
})

describe('The schema of a definition', () => {
  it.each(['task', 'template'] as const)('stands in %s/ as the reader has it', (kind) => {
    const file: unknown = JSON.parse(readFileSync(`${kind}/definition.schema.json`, 'utf8'))
    expect(file).toEqual(JSON.parse(JSON.stringify(DEFINITION_SCHEMAS[kind])))
  })

  it.each([
    ['', true],
    ['arch: x86-64', false, 'arch: mips'],
    ['  arch: x86-64\n', false, ''],
    ['flavor:', false, 'flavour:'],
    ['unit: minute', false, 'unit: day'],
    ['runtime: true', false, 'runtime: 1'],
    ['sensitive: true, ', false, ''],
    ['sensitive: true', false, 'sensitive: true, default: a'],
    ['timeZone: Asia/Shanghai', false, 'name: x'],
    ['steps:', false, 'stages:'],
    ['module: 20043', true, 'module: any.other'],
    ['  steps:\n', true, '  steps: []\n  raw:\n'],
    ['notifications:', false, 'raw: {steps: []}\n  notifications:'],
    ['[buildJobFail]', true, '[]'],
    ['[buildJobFail]', false, 'buildJobFail'],
    ['version: 1', false, 'version: 2'],
  ])('agrees with the reader when "%s" is changed', (piece, isGood, change = '') => {
    let text = GOOD.replace(piece, change)
    if (change.startsWith('  steps: []'))
      text = text.replace(/  raw:\n[\s\S]*?(?=  notifications)/, '')
    expect({ schema: bySchema(parse(text)), reader: accepts(text) }).toEqual({
      schema: isGood,
      reader: isGood,
    })
  })

  it('agrees with the reader on files that nobody has thought of', () => {
    const word = fc.constantFrom(
      'main',
      'x y',
      '',
      'ä',
      'arm',
      'x86-64',
      'buildJobFail',
      'NAME',
      '20043',
    )
    const leaf = fc.oneof(word, fc.boolean(), fc.constant(null), fc.constant([]), fc.constant({}))
    const some = (shape: Record<string, fc.Arbitrary<unknown>>) =>
      fc.record(shape, { requiredKeys: [] })
    const parameter = some({
      default: leaf,
      values: fc.oneof(leaf, fc.array(word)),
      sensitive: leaf,
      valueFrom: some({ env: word }),
      odd: leaf,
    })
    const file = fc.record({
      version: fc.constantFrom(1, 2),
      task: some({
        project: fc.constant('0123456789abcdef0123456789abcdef'),
        name: fc.constantFrom('shop', 'shop backend'),
        arch: word,
        disabled: leaf,
        scms: fc.oneof(leaf, fc.array(some({ url: leaf, is_auto_build: leaf, odd: leaf }))),
        parameters: fc.oneof(leaf, fc.dictionary(word, parameter)),
        triggers: fc.oneof(
          leaf,
          fc.array(
            some({ cron: word, timeZone: word, name: word, parameters: fc.dictionary(word, leaf) }),
          ),
        ),
        steps: fc.oneof(
          leaf,
          fc.array(some({ name: word, module: word, enabled: leaf, with: leaf })),
        ),
        notifications: fc.oneof(leaf, some({ MAIL: fc.oneof(leaf, fc.array(word)), FAX: leaf })),
        raw: fc.oneof(leaf, some({ group_id: leaf, steps: leaf })),
      }),
    })
    fc.assert(
      fc.property(file, (value) => {
        const text = stringify(value)
        expect([text, accepts(text)]).toEqual([text, bySchema(value)])
      }),
      budget(500),
    )
  })
})
