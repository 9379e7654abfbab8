import { describe, expect, it } from '@jest/globals'
import { exportText } from '../../../../../src/clouds/huawei/codearts-build/definitions/export-text.js'
import {
  planTask,
  readTask,
} from '../../../../../src/clouds/huawei/codearts-build/definitions/index.js'
import { secretHints } from '../../../../../src/clouds/huawei/codearts-build/definitions/secret-hints.js'
import {
  type TaskState,
  taskView,
} from '../../../../../src/clouds/huawei/codearts-build/definitions/task-state.js'
import { textDiff } from '../../../../../src/clouds/huawei/codearts-build/definitions/text-diff.js'
import { withheldParameters } from '../../../../../src/clouds/huawei/codearts-build/definitions/wire-parameters.js'
import { parameter } from '../../../../support/as-code.js'
import { PROJECT_ID } from '../../../../support/ids.js'

describe('The difference of two views', () => {
  it('is a unified diff of their YAML', () => {
    const now = { name: 'shop', arch: 'arm', command: 'mvn -B\nls\n' }
    expect(textDiff(now, { ...now, arch: 'x86-64' })).toBe(
      [
        '--- now',
        '+++ wanted',
        '@@ -1,5 +1,5 @@',
        ' name: shop',
        '-arch: arm',
        '+arch: x86-64',
        ' command: |',
        '   mvn -B',
        '   ls',
        '',
      ].join('\n'),
    )
  })

  it('has only one side where the other is not there', () => {
    expect(textDiff(undefined, { name: 'shop' })).toBe(
      '--- now\n+++ wanted\n@@ -0,0 +1,1 @@\n+name: shop\n',
    )
    expect(textDiff({ name: 'shop' }, undefined)).toContain('-name: shop')
  })

  it('is empty where both have the same text', () => {
    expect(textDiff({ a: 1 }, { a: 1 })).toBe('')
    expect(textDiff(undefined, undefined)).toBe('')
  })

  it('is cut between lines at 60 kB, bytes counted, and says so', () => {
    const lines = Array.from({ length: 5_000 }, (_, at) => `构建 ${at}`)
    const diff = textDiff(undefined, { lines })
    expect(Buffer.byteLength(diff)).toBeLessThanOrEqual(60_000)
    expect(Buffer.byteLength(diff)).toBeGreaterThan(59_900)
    expect(diff).toMatch(/\n\+ {2}- 构建 \d+\n\.\.\. the rest of the difference is left out here$/)
  })

  it('is both texts in whole where comparing them would take too long', () => {
    const lines = (sign: string) => Array.from({ length: 20_000 }, (_, at) => `${sign}${at}`)
    const diff = textDiff({ lines: lines('a') }, { lines: lines('b') })
    expect(diff.startsWith('--- now\n+++ wanted\n-lines:\n-  - a0\n')).toBe(true)
    expect(Buffer.byteLength(diff)).toBeLessThanOrEqual(60_000)
  })

  it('leaves long lines whole', () => {
    const long = 'word '.repeat(100).trim()
    expect(textDiff(undefined, { long })).toContain(`+long: ${long}\n`)
  })
})

const SECRETS = ['the-secret-of-key', 'https://hooks.example.com/abc']
const CONFIG = {
  job_id: '0'.repeat(32),
  project_id: PROJECT_ID,
  job_name: 'shop',
  arch: 'x86-64',
  flavor: '2U8G',
  limit_time: '4',
  domain_id: 'a'.repeat(32),
  source_code: 'codehub',
  is_finished: true,
  create_time: 1,
  group_id: 'of-the-console',
  host_type: 'devcloud',
  auto_update_sub_module: null,
  scms: [
    {
      scm_type: 'codehub',
      url: 'git@host:shop.git',
      branch: 'main',
      repo_id: '123456789012345678901',
      is_auto_build: false,
    },
  ],
  parameters: [
    parameter('nexusToken', { sensitiveVar: 'true', defaultValue: SECRETS[0] ?? '' }),
    parameter('2nd_key', { sensitiveVar: 'true' }),
    parameter('version', { defaultValue: '1.10', staticVar: 'true' }),
    parameter('flag', { defaultValue: 'true', description: 'No: "quotes", #signs' }),
  ],
  triggers: [
    {
      name: 'hudson.triggers.TimerTrigger',
      parameters: [
        { name: 'spec', value: '1 2 * * 3' },
        { name: 'isDST', value: 'false' },
      ],
    },
  ],
  steps: [
    {
      module_id: 'devcloud2018.codeci_action_20043.action',
      name: 'Maven',
      enable: true,
      version: '20231001.6',
      properties: {
        command: 'mvn -B\n  ls  \nyes\n',
        big: 12345678901,
        on: 'yes',
        no: null,
        list: ['1', ''],
        deep: { a: true },
      },
    },
    { module_id: 'mine.action', name: 'No: 1', enable: false, properties: {} },
  ],
}

function state(config: object = CONFIG): TaskState {
  const withheld = withheldParameters({ ...config })
  return {
    config: withheld.config,
    withheld: withheld.names,
    disabled: false,
    notices: new Map([
      ['MAIL', { events: ['deleteJob'], paramConfig: SECRETS[1] ?? '' }],
      ['MESSAGE', { events: [] }],
    ]),
  }
}

describe('An exported definition', () => {
  const text = exportText('task', taskView(state()), ['A note.'])

  it('says which schema it follows, and what should be noted', () => {
    expect(text.split('\n').slice(0, 3)).toEqual([
      expect.stringMatching(
        /^# yaml-language-server: \$schema=https:.*\/task\/definition\.schema\.json$/,
      ),
      '# A note.',
      'version: 1',
    ])
  })

  it('takes secrets from variables, and holds none', () => {
    const { definition, problems } = readTask(text)
    expect(problems).toEqual([])
    expect(definition?.parameters?.get('nexusToken')?.valueFrom).toEqual({ env: 'NEXUS_TOKEN' })
    expect(definition?.parameters?.get('2nd_key')?.valueFrom).toEqual({ env: '_2ND_KEY' })
    for (const secret of SECRETS) expect(text).not.toContain(secret)
  })

  it('leaves out what only the service writes, and keeps other fields as raw', () => {
    const raw = readTask(text).definition?.raw
    expect(raw).toEqual({ group_id: 'of-the-console', host_type: 'devcloud' })
    for (const absent of ['limit_time', 'domain_id', CONFIG.job_id, 'create_time', 'MESSAGE']) {
      expect(text).not.toContain(absent)
    }
  })

  it('shortens modules, and writes a command of several lines as a block', () => {
    expect(text).toContain('module: 20043\n')
    expect(text).toContain('command: |\n          mvn -B\n            ls  \n          yes\n')
  })

  it('is a plan that finds nothing to do', () => {
    const { definition } = readTask(text)
    const { steps } = definition ?? {}
    if (definition === undefined) throw new Error('No definition')
    const plan = planTask(state(), definition, {
      prune: true,
      forceSecrets: false,
      ...(steps && { steps }),
    })
    expect(plan).toMatchObject({ action: 'none', paths: [], diff: '' })
  })

  it('of a template has no parameters where there are none', () => {
    expect(exportText('template', { name: 'm', steps: [] })).toMatch(
      /\nversion: 1\ntemplate:\n {2}name: m\n {2}steps: \[\]\n$/,
    )
  })
})

describe('A step property that looks like a secret', () => {
  const view = (properties: object) => ({ steps: [{ name: 'A' }, { name: 'B', with: properties }] })

  it.each<readonly [what: string, properties: object, paths: readonly string[]]>([
    ['by its name', { apiToken: 'x', image: 'x' }, ['apiToken']],
    ['deep inside', { auth: { list: [{ password: 'x' }] } }, ['auth.list[0].password']],
    ['in a list under such a name', { secrets: ['x'] }, ['secrets[0]']],
    ['by its beginning', { command: 'echo ghp_abc' }, ['command']],
    ['by its look', { value: 'aB3dE6gH9jK2mN5pQ8sT1vW4yZ7bC0eF' }, ['value']],
  ])('is told %s', (_what, properties, paths) => {
    expect(secretHints(view(properties))).toEqual(paths.map((path) => `task.steps[1].with.${path}`))
  })

  it.each<object>([
    { token: '' },
    { token: true },
    { token: '${nexusToken}' },
    { command: 'mvn -B package -Dmaven.test.skip=true -P production' },
    { path: '/var/lib/jenkins/workspace/target/classes' },
  ])('is not %j', (properties) => {
    expect(secretHints(view(properties))).toEqual([])
  })

  it('is looked for in the steps of a template too, and told 50 times at most', () => {
    const many = Object.fromEntries(Array.from({ length: 60 }, (_, at) => [`token${at}`, 'x']))
    const hints = secretHints(view(many), 'template')
    expect(hints).toHaveLength(50)
    expect(hints[0]).toBe('template.steps[1].with.token0')
    expect(secretHints({ steps: null })).toEqual([])
    expect(secretHints({ steps: ['x'] })).toEqual([])
  })
})
