import { afterEach, describe, expect, it } from '@jest/globals'
import type { TemplateOutput } from '../../../src/actions/template/outputs.js'
import { planOrApply } from '../../../src/actions/template/plan-or-apply.js'
import type { TemplateEnd } from '../../../src/actions/template/step.js'
import { TemplateCalls } from '../../../src/clouds/huawei/codearts-build/definitions/index.js'
import { capturedAt } from '../../findings/captured.js'
import { fault } from '../../simulator/index.js'
import { parameter } from '../../support/as-code.js'
import { templateOf } from '../../support/definitions.js'
import { ServiceBench } from '../../support/service-bench.js'
import { contextOf } from '../test-context.js'

const SECRET = 'the-secret-of-the-template'
const STEP = { module_id: 'mine', name: 'A', enable: true, properties: { image: 'x', own: 'kept' } }
const CHANGED = ['steps: [{name: A, module: mine, with: {image: y}}]']

let bench: ServiceBench | undefined

interface Run {
  readonly one: ServiceBench
  readonly outputs: ReadonlyMap<TemplateOutput, string>
  readonly masked: readonly string[]
  readonly printed: () => string
  readonly run: (mode: 'plan' | 'apply', lines?: readonly string[]) => Promise<TemplateEnd>
}

async function service(): Promise<Run> {
  const one = (bench = await ServiceBench.over())
  const outputs = new Map<TemplateOutput, string>()
  const masked: string[] = []
  const { console, text } = capturedAt(() => one.clock.now())
  const context = contextOf({
    console,
    clock: one.clock,
    cancel: one.signal,
    outputs,
    masked,
    env: { KEY: SECRET },
  })
  const step = { calls: new TemplateCalls(one.service), attempts: one.attempts, context }
  return {
    one,
    outputs,
    masked,
    printed: text,
    run: (mode, lines = CHANGED) =>
      planOrApply({ mode, file: '', summary: false }, templateOf(...lines), step),
  }
}

function add({ simulator }: ServiceBench, uuid: string, more: object = {}): void {
  simulator.templates.set(uuid, {
    uuid,
    fields: { name: 'my-maven', template: { steps: [STEP] }, ...more },
  })
}

/** The templates that are there, at each request that changes something. */
const names = ({ simulator }: ServiceBench): readonly string[] => [...simulator.templates.keys()]

afterEach(async () => {
  await bench?.close()
  expect(bench?.simulator.problems).toEqual([])
  bench = undefined
})

describe('A template that differs', () => {
  it('is created anew first, and the old one deleted after that', async () => {
    const { one, outputs, run } = await service()
    add(one, 'old')
    expect(await run('apply')).toEqual({ status: 'applied', passed: true })
    expect(one.writes).toEqual(['POST /v1/template/create', 'DELETE /v1/template/old/delete'])
    const [uuid] = names(one)
    expect(names(one)).toHaveLength(1)
    expect(Object.fromEntries(outputs)).toMatchObject({
      'template-id': uuid,
      action: 'update',
      changed: 'true',
    })
    expect(one.simulator.templates.get(uuid ?? '')?.fields).toMatchObject({
      template: { steps: [{ properties: { image: 'y', own: 'kept' } }] },
    })
  })

  it('keeps the old one where the new one can not be created', async () => {
    const { one, run } = await service()
    add(one, 'old')
    one.simulator.faults.add({
      route: 'template-create',
      call: 'every',
      fault: fault.status(400, { error_code: 'X', error_msg: 'no' }),
    })
    await expect(run('apply')).rejects.toMatchObject({ code: 'refused' })
    expect(names(one)).toEqual(['old'])
  })

  it('keeps the old one where nobody knows whether the new one was created', async () => {
    const { one, run } = await service()
    add(one, 'old')
    one.simulator.faults.add({
      route: 'template-create',
      call: 'every',
      fault: fault.reset('before-acting'),
    })
    await expect(run('apply')).rejects.toMatchObject({
      code: 'no-answer',
      message: expect.stringContaining('was lost'),
    })
    expect(names(one)).toEqual(['old'])
    expect(one.writes).toEqual(['POST /v1/template/create'])
  })

  it('is found by another uuid than the old one after a lost answer', async () => {
    const { one, outputs, run } = await service()
    add(one, 'old')
    one.simulator.faults.add({
      route: 'template-create',
      call: 1,
      fault: fault.reset('after-acting'),
    })
    expect(await run('apply')).toMatchObject({ passed: true })
    expect(names(one)).toEqual([outputs.get('template-id')])
    expect(names(one)).not.toContain('old')
  })

  it('passes with a warning where the old one stays', async () => {
    const { one, printed, run } = await service()
    add(one, 'old')
    one.simulator.faults.add({
      route: 'template-delete',
      call: 'every',
      fault: fault.status(403, { error_code: 'X', error_msg: 'no right' }),
    })
    expect(await run('apply')).toEqual({ status: 'applied', passed: true })
    expect(printed()).toMatch(/::warning::The old template my-maven \(old\) is still there/)
  })

  it('is only told of by a plan', async () => {
    const { one, outputs, run } = await service()
    add(one, 'old')
    expect(await run('plan')).toEqual({ status: 'planned', passed: true })
    expect(Object.fromEntries(outputs)).toMatchObject({
      'template-id': 'old',
      action: 'update',
      changed: 'true',
    })
    expect(one.writes).toEqual([])
  })
})

describe('A template with a secret', () => {
  const KEY = 'parameters: {key: {sensitive: true, valueFrom: {env: KEY}}}'

  it('is written with the value of the environment, and what was read is masked and nowhere told', async () => {
    const { one, masked, printed, run } = await service()
    add(one, 'old', {
      parameters: [parameter('key', { sensitiveVar: 'true', defaultValue: 'came-back' })],
    })
    await run('apply', [...CHANGED, KEY])
    expect(masked).toEqual(['came-back'])
    expect(JSON.stringify(one.simulator.requests.map(({ body }) => body))).not.toContain(
      'came-back',
    )
    expect(printed()).not.toMatch(/came-back|the-secret/)
    const [stored] = one.simulator.templates.values()
    expect(JSON.stringify(stored?.fields)).toContain(SECRET)
  })

  it('is not written without one', async () => {
    const { one, run } = await service()
    add(one, 'old', { parameters: [parameter('other', { sensitiveVar: 'true' })] })
    await expect(run('apply')).rejects.toThrow('these sensitive parameters have no value: other.')
    expect(one.writes).toEqual([])
  })

  it('is not written with an empty one, and the variable is named', async () => {
    const { one, run } = await service()
    add(one, 'old')
    const unset = 'parameters: {key: {sensitive: true, valueFrom: {env: UNSET}}}'
    await expect(run('apply', [...CHANGED, unset])).rejects.toThrow(
      'these sensitive parameters have no value: key (variable UNSET is empty or not set).',
    )
    expect(one.writes).toEqual([])
  })
})

describe('A template that is not there, or is right', () => {
  it('is created once, and then left alone', async () => {
    const { one, outputs, run } = await service()
    expect(await run('apply')).toEqual({ status: 'applied', passed: true })
    expect(outputs.get('action')).toBe('create')
    expect(await run('apply')).toEqual({ status: 'applied', passed: true })
    expect(one.writes).toEqual(['POST /v1/template/create'])
  })

  it('is not chosen where several have its name', async () => {
    const { one, run } = await service()
    for (const uuid of ['a', 'b']) add(one, uuid)
    await expect(run('apply')).rejects.toMatchObject({ code: 'ambiguous' })
    expect(one.writes).toEqual([])
  })
})
