import { describe, expect, it } from '@jest/globals'
import {
  missingSecrets,
  taskBody,
} from '../../../../../src/clouds/huawei/codearts-build/definitions/task-plan.js'
import { parameter } from '../../../../support/as-code.js'
import { taskOf } from '../../../../support/definitions.js'
import { JOB_ID, PROJECT_ID } from '../../../../support/ids.js'
import { CONFIG, planned, stateOf } from './planned-task.js'

const key = parameter('key', { sensitiveVar: 'true', defaultValue: 'read-back' })
const variables: Readonly<Record<string, string>> = { KEY: 'the-secret' }
const variable = (name: string): string | undefined => variables[name]
const KEY = 'key: {sensitive: true, valueFrom: {env: KEY}}'

describe('Secrets of a task', () => {
  const now = stateOf({ parameters: [...CONFIG.parameters, key] })

  it('are neither compared nor shown', () => {
    const plan = planned(taskOf(`parameters: {${KEY}}`), now)
    expect(plan.action).toBe('none')
    const changed = planned(taskOf(`parameters: {${KEY}, branch: {default: dev}}`), now)
    expect(changed.diff).toContain('sensitive: true')
    expect(changed.diff).not.toMatch(/read-back|the-secret/)
  })

  it('are written alone only where that is forced, and the file names one', () => {
    const named = taskOf(`parameters: {${KEY}}`)
    expect(planned(named, now, { forceSecrets: true })).toMatchObject({
      action: 'update',
      forced: true,
      paths: [],
    })
    expect(planned(taskOf(), now, { forceSecrets: true })).toMatchObject({
      action: 'none',
      forced: false,
    })
    const open = taskOf('parameters: {branch: {default: main}}')
    expect(planned(open, now, { forceSecrets: true }).action).toBe('none')
    const other = taskOf(`parameters: {${KEY}}`, 'flavor: 4u8g')
    expect(planned(other, now, { forceSecrets: true })).toMatchObject({
      action: 'update',
      forced: false,
    })
    expect(
      planned(taskOf('steps: []', `parameters: {${KEY}}`), 'not there', { forceSecrets: true })
        .forced,
    ).toBe(false)
  })

  it.each<readonly [what: string, parameters: string, prune: boolean, missing: readonly string[]]>([
    ['that the file names with a value', KEY, false, []],
    ['that the file does not name', 'branch: {default: dev}', false, ['key']],
    ['whose variable is not set', 'key: {sensitive: true, valueFrom: {env: NONE}}', false, ['key']],
    ['that has no variable', 'key: {sensitive: true}', false, ['key']],
    ['that goes with prune', 'branch: {default: dev}', true, []],
    ['that is none any more, and has no other value', 'key: {sensitive: false}', false, ['key']],
    [
      'that is none any more, and has another value',
      'key: {sensitive: false, default: x}',
      false,
      [],
    ],
    ['that is new, without a value', `${KEY}, new: {sensitive: true}`, false, ['new']],
  ])('need a value each: one %s', (_what, parameters, prune, missing) => {
    const definition = taskOf(`parameters: {${parameters}}`)
    expect(missingSecrets(planned(definition, now, { prune }), definition, variable)).toEqual(
      missing,
    )
  })
})

describe('The body of a write', () => {
  it('is the whole task with the secrets from the environment, and nothing that was read for them', () => {
    const now = stateOf({
      parameters: [...CONFIG.parameters, { ...key, name: key.name.toUpperCase() }],
    })
    const definition = taskOf(
      `parameters: {${KEY}}`,
      'flavor: 4u8g',
      'timeout: {limit: 2, unit: hour}',
    )
    const body = taskBody(planned(definition, now), definition, variable, JOB_ID)
    expect(body).toEqual({
      ...CONFIG,
      job_id: JOB_ID,
      flavor: '4u8g',
      timeout: { limit: '2', unit: 'hour' },
      parameters: [
        ...CONFIG.parameters,
        parameter('key', { sensitiveVar: 'true', defaultValue: 'the-secret' }),
      ],
    })
  })

  it('has no id and no parameters where there are none', () => {
    const definition = taskOf('steps: []')
    expect(taskBody(planned(definition, 'not there'), definition, variable)).toEqual({
      project_id: PROJECT_ID,
      job_name: 'shop',
      arch: 'x86-64',
      steps: [],
    })
  })

  it('never gives a value of the environment to a parameter that is open', () => {
    const now = stateOf({ parameters: [parameter('key', { defaultValue: 'open' })] })
    const definition = {
      ...taskOf('flavor: 4u8g'),
      parameters: new Map([['key', { valueFrom: { env: 'KEY' } }]]),
    }
    expect(JSON.stringify(taskBody(planned(definition, now), definition, variable))).not.toContain(
      'the-secret',
    )
  })
})
