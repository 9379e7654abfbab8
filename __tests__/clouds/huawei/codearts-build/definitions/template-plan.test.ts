import { describe, expect, it } from '@jest/globals'
import type { TemplateDefinition } from '../../../../../src/clouds/huawei/codearts-build/definitions/index.js'
import {
  missingTemplateSecrets,
  onlyTemplate,
  planTemplate,
  stepsOfTemplate,
  templateBody,
  templateState,
  type TemplateState,
} from '../../../../../src/clouds/huawei/codearts-build/definitions/template-state.js'
import { parameter } from '../../../../support/as-code.js'
import { templateOf } from '../../../../support/definitions.js'

const maven = {
  module_id: 'devcloud2018.codeci_action_20043.action',
  name: 'Maven',
  enable: true,
  properties: { image: 'maven3', preCondition: 'SUCCESS' },
}
const WHOLE = {
  uuid: 'old',
  name: 'my-maven',
  description: 'Builds',
  tool_type: 'maven',
  favourite: false,
  create_time: '2023-11-25T08:39:42.098+00:00',
  parameters: [parameter('branch', { defaultValue: 'main' })],
  template: { steps: [maven], more: 'kept', nothing: null },
}
const STEPS = 'steps: [{name: Maven, module: 20043, with: {image: maven3}}]'
const KEY = 'key: {sensitive: true, valueFrom: {env: KEY}}'
const key = parameter('key', { sensitiveVar: 'true', defaultValue: 'read-back' })
const variable = (name: string): string | undefined => (name === 'KEY' ? 'the-secret' : undefined)

function planned(definition: TemplateDefinition, whole: object = {}) {
  return planTemplate(templateState({ ...WHOLE, ...whole }).state, definition)
}

describe('A plan for a template', () => {
  it.each<readonly [what: string, ...lines: readonly string[]]>([
    ['names the steps alone', STEPS],
    ['says the same of all', STEPS, 'description: Builds', 'parameters: {branch: {default: main}}'],
    ['names no parameter', STEPS, 'parameters: {}'],
  ])('finds nothing to do where the file %s', (_what, ...lines) => {
    expect(planned(templateOf(...lines))).toMatchObject({ action: 'none', paths: [], diff: '' })
  })

  it.each<readonly [path: string, ...lines: readonly string[]]>([
    ['template.description', STEPS, 'description: Builds more'],
    ['template.parameters.branch.default', STEPS, 'parameters: {branch: {default: dev}}'],
    ['template.steps[0].with.image', STEPS.replace('maven3', 'maven4')],
    ['template.steps', 'steps: []'],
  ])('tells %s', (path, ...lines) => {
    const plan = planned(templateOf(...lines))
    expect(plan).toMatchObject({ action: 'update', paths: [path] })
    expect(plan.diff).toContain('+++ wanted')
  })

  it('creates what is not there', () => {
    const plan = planTemplate(undefined, templateOf(STEPS))
    expect(plan.action).toBe('create')
    expect(templateBody(plan, templateOf(STEPS), variable)).toEqual({
      name: 'my-maven',
      template: { steps: [{ ...maven, properties: { image: 'maven3' } }] },
    })
  })

  it('reads one without steps as it is', () => {
    expect(planned(templateOf('steps: []'), { template: null })).toMatchObject({ action: 'none' })
  })
})

describe('The body of a new template', () => {
  it('keeps what the file does not name, and leaves out what only the service writes', () => {
    const definition = templateOf(STEPS.replace('maven3', 'maven4'))
    expect(templateBody(planned(definition), definition, variable)).toEqual({
      name: 'my-maven',
      description: 'Builds',
      tool_type: 'maven',
      parameters: WHOLE.parameters,
      template: {
        more: 'kept',
        steps: [{ ...maven, properties: { image: 'maven4', preCondition: 'SUCCESS' } }],
      },
    })
  })

  it('has the secrets of the environment, and never what was read', () => {
    const definition = templateOf(STEPS, `parameters: {${KEY}}`)
    const plan = planned(definition, { parameters: [key] })
    expect(plan.action).toBe('none')
    expect(templateBody(plan, definition, variable)['parameters']).toEqual([
      parameter('key', { sensitiveVar: 'true', defaultValue: 'the-secret' }),
    ])
  })

  it('needs a value for each secret', () => {
    const named = templateOf(STEPS, `parameters: {${KEY}}`)
    expect(missingTemplateSecrets(planned(named, { parameters: [key] }), named, variable)).toEqual(
      [],
    )
    const unnamed = templateOf(STEPS)
    expect(
      missingTemplateSecrets(planned(unnamed, { parameters: [key] }), unnamed, variable),
    ).toEqual(['key'])
  })

  it('is told what came for secrets, to be masked', () => {
    const { state, secrets } = templateState({ ...WHOLE, parameters: [key] })
    expect(secrets).toEqual(['read-back'])
    expect([...state.withheld]).toEqual(['key'])
    expect(JSON.stringify(state.config satisfies TemplateState['config'])).not.toContain(
      'read-back',
    )
  })
})

describe('Templates by their name', () => {
  const listed = (uuid: string, name: string) => ({ uuid, name, description: '', item: {} })

  it('are taken by the exact one', () => {
    const right = listed('b', 'maven')
    expect(onlyTemplate('maven', [listed('a', 'maven-2'), right])).toBe(right)
    expect(onlyTemplate('maven', [listed('a', 'Maven')])).toBeUndefined()
  })

  it('are not chosen between', () => {
    expect(() => onlyTemplate('m', [listed('a', 'm'), listed('b', 'm')])).toThrow(/"m": a, b\./)
  })
})

describe('The steps of a template', () => {
  it('are those of a definition', () => {
    const bare = { module_id: null, name: 7, version: '', enable: 'yes', properties: null }
    const full = { ...maven, version: '1.2', enable: false }
    expect(stepsOfTemplate({ template: { steps: [full, bare] } })).toEqual([
      {
        name: 'Maven',
        module: maven.module_id,
        version: '1.2',
        enabled: false,
        with: maven.properties,
      },
      { name: '', module: '' },
    ])
    expect(stepsOfTemplate({})).toEqual([])
  })
})
