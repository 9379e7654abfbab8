import { describe, expect, it } from '@jest/globals'
import type { TaskDefinition } from '../../../../../src/clouds/huawei/codearts-build/definitions/index.js'
import type { PlanOptions } from '../../../../../src/clouds/huawei/codearts-build/definitions/task-plan.js'
import type { Notice } from '../../../../../src/clouds/huawei/codearts-build/definitions/notice.js'
import { PROJECT_ID } from '../../../../support/ids.js'
import { taskOf } from '../../../../support/definitions.js'
import { CONFIG, MAVEN, planned, stateOf } from './planned-task.js'

const HOOK = 'https://hooks.example.com/secret-of-the-hook'

describe('A plan for a task that is there', () => {
  it.each<readonly [what: string, ...lines: readonly string[]]>([
    ['names no key but the mandatory ones'],
    ['has the same flavor in another case', 'flavor: 2u8g'],
    ['says the same of the repository', 'scms: [{url: "git@host:shop.git", branch: main}]'],
    ['says the same of a parameter', 'parameters: {branch: {default: main, runtime: false}}'],
    ['says the same of the steps', 'steps: [{name: Maven, module: 20043, with: {image: maven3}}]'],
    ['has an empty list where there is none', 'triggers: []'],
    ['differs in the timeout alone', 'timeout: {limit: 60, unit: minute}'],
    ['has raw fields that say the same', 'raw: {host_type: devcloud, group_id: ""}'],
  ])('finds nothing to do where the file %s', (_what, ...lines) => {
    const plan = planned(taskOf(...lines))
    expect(plan).toMatchObject({ action: 'none', paths: [], diff: '', forced: false })
    expect(plan.changes).toEqual({ task: false, disabled: false, notices: [] })
    expect(plan.wanted.config).toEqual(CONFIG)
  })

  it.each<readonly [path: string, ...lines: readonly string[]]>([
    ['task.flavor', 'flavor: 4u8g'],
    ['task.scms[0].branch', 'scms: [{url: "git@host:shop.git", branch: dev}]'],
    ['task.scms', 'scms: []'],
    ['task.parameters.branch.default', 'parameters: {branch: {default: dev}}'],
    ['task.parameters.branch.runtime', 'parameters: {branch: {runtime: true}}'],
    ['task.parameters.added', 'parameters: {added: {default: 1}}'],
    ['task.triggers', 'triggers: [{cron: "1 2 * * 3"}]'],
    ['task.steps[0].with.image', 'steps: [{name: Maven, module: 20043, with: {image: maven4}}]'],
    ['task.steps', 'steps: []'],
    ['task.raw.host_type', 'raw: {host_type: custom_host}'],
  ])('tells %s', (path, ...lines) => {
    const plan = planned(taskOf(...lines))
    expect(plan).toMatchObject({
      action: 'update',
      paths: [path],
      changes: { task: true, disabled: false, notices: [] },
    })
    expect(plan.diff).toMatch(/^--- now\n\+\+\+ wanted\n@@ /)
  })

  it('renames, and keeps a flavor that is the default', () => {
    const plan = planned({ ...taskOf('flavor: DEFAULT'), name: 'store' }, stateOf({ flavor: '' }))
    expect(plan.paths).toEqual(['task.name'])
  })

  it('removes a parameter that the file does not name with prune only', () => {
    const definition = taskOf('parameters: {}')
    expect(planned(definition).action).toBe('none')
    const pruned = planned(definition, stateOf(), { prune: true })
    expect(pruned).toMatchObject({ action: 'update', paths: ['task.parameters'] })
    expect(pruned.wanted.config['parameters']).toEqual([])
    expect(planned(taskOf(), stateOf(), { prune: true }).action).toBe('none')
  })

  it('keeps what the service has of its own', () => {
    const { wanted } = planned(
      taskOf('steps: [{name: Maven, module: 20043, with: {image: maven4}}]'),
    )
    expect(wanted.config).toEqual({
      ...CONFIG,
      steps: [{ ...MAVEN, properties: { image: 'maven4', preCondition: 'SUCCESS' } }],
    })
  })

  it('takes the steps of a template where they are given so', () => {
    const steps = [{ name: 'Shell', module: 'mine' }]
    expect(planned(taskOf('template: any'), stateOf(), { steps }).paths).toEqual([
      'task.steps[0].name',
      'task.steps[0].module',
      'task.steps[0].with',
    ])
  })
})

describe('The switch and the notifications', () => {
  const notices = (...entries: readonly (readonly [string, Notice])[]) => ({
    notices: new Map(entries),
  })
  const mail: Notice = { events: ['deleteJob', 'buildJobFail'], paramConfig: HOOK }

  it('are left alone where the file does not name them', () => {
    const plan = planned(taskOf(), stateOf({}, { ...notices(['MAIL', mail]), disabled: true }))
    expect(plan.action).toBe('none')
    expect(plan.wanted).toMatchObject({ disabled: true, notices: new Map([['MAIL', mail]]) })
  })

  it.each<readonly [file: string, now: boolean | undefined, changes: boolean]>([
    ['disabled: true', false, true],
    ['disabled: true', undefined, true],
    ['disabled: true', true, false],
    ['disabled: false', true, true],
    ['disabled: false', undefined, false],
  ])('%s against %j: a call of its own %j', (line, disabled, changes) => {
    const plan = planned(taskOf(line), stateOf({}, disabled === undefined ? {} : { disabled }))
    expect(plan.changes).toEqual({ task: false, disabled: changes, notices: [] })
    expect(plan.action).toBe(changes ? 'update' : 'none')
  })

  it.each<readonly [file: string, changed: readonly string[]]>([
    ['{MAIL: [buildJobFail, deleteJob]}', []],
    ['{MAIL: [buildJobFail]}', ['MAIL']],
    ['{MAIL: []}', ['MAIL']],
    ['{MESSAGE: []}', []],
    ['{MESSAGE: [buildJobFail]}', ['MESSAGE']],
  ])('%s changes %j', (file, changed) => {
    const plan = planned(taskOf(`notifications: ${file}`), stateOf({}, notices(['MAIL', mail])))
    expect(plan.changes).toEqual({ task: false, disabled: false, notices: changed })
  })

  it('keep the address of a hook, and never show it', () => {
    const plan = planned(
      taskOf('notifications: {MAIL: [buildJobFail]}'),
      stateOf({}, notices(['MAIL', mail])),
    )
    expect(plan.wanted.notices?.get('MAIL')).toEqual({
      events: ['buildJobFail'],
      paramConfig: HOOK,
    })
    expect(plan.diff).toMatch(/^- +- deleteJob$/m)
    expect(plan.diff).not.toContain('hooks.example.com')
  })
})

describe('A plan for a task that is not there', () => {
  it('is its creation, with all that the file says', () => {
    const plan = planned(
      taskOf('steps: []', 'disabled: true', 'notifications: {MAIL: [deleteJob]}'),
      'not there',
    )
    expect(plan).toMatchObject({
      action: 'create',
      changes: { task: true, disabled: true, notices: ['MAIL'] },
    })
    expect(plan.wanted.config).toEqual({
      project_id: PROJECT_ID,
      job_name: 'shop',
      arch: 'x86-64',
    })
    expect(plan.diff).toContain('+name: shop')
  })

  it('needs steps, or a template that has them', () => {
    const creation = (definition: TaskDefinition, options: Partial<PlanOptions> = {}) =>
      planned(definition, 'not there', options)
    expect(() => creation(taskOf())).toThrow(/neither steps nor template/)
    expect(creation(taskOf('template: any'), { steps: [] }).action).toBe('create')
  })
})
