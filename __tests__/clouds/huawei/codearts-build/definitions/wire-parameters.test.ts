import { describe, expect, it } from '@jest/globals'
import type { ParameterDefinition } from '../../../../../src/clouds/huawei/codearts-build/definitions/shapes/index.js'
import {
  isSensitive,
  laidParameters,
  parameterName,
  parametersOf,
  parameterView,
  sentParameter,
  withheldParameters,
} from '../../../../../src/clouds/huawei/codearts-build/definitions/wire-parameters.js'
import { parameter } from '../../../../support/as-code.js'

const NAME = 'hudson.model.StringParameterDefinition'
type Limit = Readonly<Record<string, string>>
const limit = (name: string, more: Limit = {}): Limit => ({
  disable: '0',
  name,
  display_name: name,
  ...more,
})

/** An enumeration whose values stand beside the field that is named. */
function enumeration(name: string, limits: readonly Limit[], beside = 'type', more: Limit = {}) {
  const { params, ...rest } = parameter(name, { type: 'customizeparam', ...more })
  return { ...rest, params: params.map((one) => (one.name === beside ? { ...one, limits } : one)) }
}

function laid(
  now: readonly object[],
  wanted: Readonly<Record<string, ParameterDefinition>>,
  prune = false,
) {
  return laidParameters(parametersOf({ parameters: now }), new Map(Object.entries(wanted)), prune)
}

describe('A parameter of the service', () => {
  it.each<readonly [what: string, stored: object, view: object]>([
    ['plain', parameter('p', { defaultValue: 'main' }), { default: 'main' }],
    ['without a value', parameter('p'), {}],
    ['that may be set at a start', parameter('p', { staticVar: 'true' }), { runtime: true }],
    ['with a description', parameter('p', { description: 'Branch' }), { description: 'Branch' }],
    ['of a kind of its own', parameter('p', { type: 'autoIncrement' }), { type: 'autoIncrement' }],
    [
      'that is an enumeration, without the values that are switched off',
      enumeration('p', [limit('prod'), limit('old', { disable: '1' }), limit('test')]),
      { values: ['prod', 'test'] },
    ],
    [
      'whose values stand beside its default',
      enumeration('p', [limit('prod')], 'defaultValue'),
      { values: ['prod'] },
    ],
    [
      'that is sensitive: neither its value nor its choices',
      enumeration('p', [limit('geheim')], 'type', { defaultValue: 'geheim', sensitiveVar: 'true' }),
      { type: 'customizeparam', sensitive: true },
    ],
    [
      'with values that are no text',
      {
        name: NAME,
        params: [
          { name: 'NAME', value: 'p' },
          { name: 'defaultValue', value: 7 },
          { name: 'staticVar', value: true },
        ],
      },
      { default: '7', runtime: true },
    ],
    ['without any field', { name: NAME, params: null }, {}],
  ])('%s is shown as a definition has it', (_what, stored, view) => {
    expect(parameterView({ ...stored })).toEqual(view)
  })

  it('goes by the name among its fields', () => {
    expect(parameterName(parameter('codeBranch'))).toBe('codeBranch')
    expect(parameterName({ name: NAME, params: [{ value: 'x' }] })).toBe('')
    expect(parametersOf({ parameters: null })).toEqual([])
    expect(parametersOf({ parameters: [null, 'x', { name: 'a' }] })).toEqual([{ name: 'a' }])
  })
})

describe('A parameter of a definition', () => {
  it.each<ParameterDefinition>([
    {},
    { default: 'main' },
    { default: 'main', runtime: true, description: 'Branch' },
    { default: 'prod', values: ['prod', 'test'] },
    { type: 'autoIncrement' },
    { values: ['a'], type: 'choices' },
  ])('is stored so that it reads the same: %j', (definition) => {
    const [stored, ...others] = laid([], { p: definition })
    expect(others).toEqual([])
    expect(parameterName(stored ?? {})).toBe('p')
    expect(parameterView(stored ?? {})).toEqual(definition)
  })

  it('is stored with the fields that the console writes, all of them text', () => {
    const [stored] = laid([], { p: { default: 'x', runtime: true } })
    expect(stored).toEqual({
      name: NAME,
      params: [
        { name: 'name', value: 'p' },
        { name: 'type', value: 'normalparam' },
        { name: 'defaultValue', value: 'x' },
        { name: 'description', value: '' },
        { name: 'deletion', value: 'false' },
        { name: 'defaults', value: 'false' },
        { name: 'staticVar', value: 'true' },
        { name: 'sensitiveVar', value: 'false' },
      ],
    })
  })

  it('never stores a default of a sensitive one: its value comes with the call alone', () => {
    const [stored] = laid([], { p: { sensitive: true, default: 'geheim' } })
    expect(isSensitive(stored ?? {})).toBe(true)
    expect(JSON.stringify(stored)).not.toContain('geheim')
  })
})

describe('Parameters laid over those that are there', () => {
  const now = [
    parameter('kept', { defaultValue: '1', deletion: 'false' }),
    parameter('changed', { defaultValue: '1', deletion: 'false' }),
  ]

  it('stay exactly what they are where they are equal or not named, in their order', () => {
    const result = laid(now, { changed: { default: '2' }, added: {} })
    expect(result.map(parameterName)).toEqual(['kept', 'changed', 'added'])
    expect(result[0]).toBe(now[0])
    expect(result[1]).toEqual(parameter('changed', { defaultValue: '2', deletion: 'false' }))
    expect(laid(now, { kept: { default: '1', runtime: false, description: '' } })[0]).toBe(now[0])
  })

  it('go only with prune, and then only those that the file does not name', () => {
    expect(laid(now, { changed: {} }).map(parameterName)).toEqual(['kept', 'changed'])
    expect(laid(now, { changed: {} }, true).map(parameterName)).toEqual(['changed'])
    expect(laid(now, {}, true)).toEqual([])
  })

  it('keep the fields of a value that stays among the choices, beside the field that has them', () => {
    const there = enumeration('p', [limit('prod', { display_name: 'Production' })], 'defaultValue')
    const [changed] = laid([there], { p: { values: ['test', 'prod'] } })
    const holders = parametersOf({ parameters: [changed] }).flatMap(({ params }) => params)
    expect(holders).toContainEqual({
      name: 'defaultValue',
      value: '',
      limits: [limit('test'), limit('prod', { display_name: 'Production' })],
    })
    expect(laid([there], { p: { values: ['prod'] } })[0]).toBe(there)
  })

  it('make a plain one of a choice that has no values any more', () => {
    const [changed] = laid([enumeration('p', [limit('prod')])], { p: { values: [] } })
    expect(changed).toEqual({
      name: NAME,
      params: [
        { name: 'name', value: 'p' },
        { name: 'type', value: 'normalparam', limits: [] },
        { name: 'defaultValue', value: '' },
      ],
    })
  })

  it('find a field whatever the case of its name, and add one that is missing', () => {
    const there = {
      name: NAME,
      params: [
        { name: 'NAME', value: 'p' },
        { name: 'DefaultValue', value: 'a' },
      ],
    }
    expect(laid([there], { p: { default: 'b', description: 'new' } })).toEqual([
      {
        name: NAME,
        params: [
          { name: 'NAME', value: 'p' },
          { name: 'DefaultValue', value: 'b' },
          { name: 'description', value: 'new' },
        ],
      },
    ])
  })
})

describe('The values of sensitive parameters', () => {
  const open = parameter('open', { defaultValue: 'main' })

  it('are taken out of what was read, and told with their names', () => {
    const config = {
      arch: 'arm',
      parameters: [
        open,
        parameter('key', { defaultValue: 'geheim', sensitiveVar: 'true' }),
        parameter('void', { sensitiveVar: 'true' }),
      ],
    }
    const withheld = withheldParameters(config)
    expect([...withheld.names]).toEqual(['key', 'void'])
    expect(withheld.values).toEqual(['geheim'])
    expect(JSON.stringify(withheld.config)).not.toContain('geheim')
    expect(withheld.config).toMatchObject({ arch: 'arm', parameters: [open, {}, {}] })
  })

  it('leave a task without any as it came', () => {
    const config = { parameters: [open] }
    expect(withheldParameters(config).config).toBe(config)
  })

  it('are sent where there is one, under the outer name as it is documented', () => {
    const read = { ...parameter('key', { sensitiveVar: 'true' }), name: NAME.toUpperCase() }
    expect(sentParameter(read, 'geheim')).toEqual(
      parameter('key', { defaultValue: 'geheim', sensitiveVar: 'true' }),
    )
    expect(sentParameter({ ...open, name: 'another.kind' }, undefined)).toEqual({
      ...open,
      name: 'another.kind',
    })
    expect(sentParameter({ params: open.params }, undefined)).toEqual({ params: open.params })
  })
})
