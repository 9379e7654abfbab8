import { afterEach, describe, expect, it } from '@jest/globals'
import { TemplateCalls } from '../../../../../src/clouds/huawei/codearts-build/definitions/template-calls.js'
import { type Fault, fault, type SimulatorOptions } from '../../../../simulator/index.js'
import { ServiceBench } from '../../../../support/service-bench.js'

const step = { module_id: 'm', name: 'Maven', enable: true, properties: { image: 'maven3' } }
const BODY = { name: 'maven', template: { steps: [step] } }

let bench: ServiceBench | undefined

async function service(
  options: SimulatorOptions = {},
): Promise<{ one: ServiceBench; calls: TemplateCalls }> {
  const one = (bench = await ServiceBench.over(options))
  return { one, calls: new TemplateCalls(one.service) }
}

function add({ simulator }: ServiceBench, uuid: string, name: string): void {
  simulator.templates.set(uuid, { uuid, fields: { name, template: { steps: [step] } } })
}

function always({ simulator }: ServiceBench, route: string, how: Fault): void {
  simulator.faults.add({ route, call: 'every', fault: how })
}

afterEach(async () => {
  await bench?.close()
  expect(bench?.simulator.problems).toEqual([])
  bench = undefined
})

const VERSIONS = [[['v1', 'v3']], [['v3']]] as const

describe('The list of templates', () => {
  it.each(VERSIONS)(
    'has all pages of those whose name holds the text, by %s',
    async (templates) => {
      const { one, calls } = await service({
        offers: { templates },
      })
      for (let at = 0; at < 230; at += 1) add(one, `t-${at}`, `maven-${at}`)
      add(one, 'other', 'gradle')
      expect(await calls.list('maven-', one.signal)).toHaveLength(230)
      expect(await calls.list('', one.signal)).toHaveLength(231)
    },
  )

  it('has only exact parts of a name, whatever the service finds', async () => {
    const { one, calls } = await service()
    const items = [
      { uuid: 'a', name: 'Maven' },
      { uuid: 'b', name: 'maven', description: 'x' },
      { uuid: '../c', name: 'maven' },
      { name: 'maven' },
      null,
    ]
    always(one, 'template-list', fault.status(200, { result: { items, total_size: 5 } }))
    expect(await calls.list('maven', one.signal)).toMatchObject([
      { uuid: 'b', name: 'maven', description: 'x' },
    ])
  })

  it('is empty where the service leaves the items out', async () => {
    const { one, calls } = await service()
    always(one, 'template-list', fault.status(200, { result: { total_size: 0 } }))
    expect(await calls.list('', one.signal)).toEqual([])
  })

  it('asks no page twice where the number of pages is not told, or ignored', async () => {
    const { one, calls } = await service()
    const items = Array.from({ length: 100 }, (_, at) => ({ uuid: `t-${at}` }))
    always(one, 'template-list', fault.status(200, { result: { items } }))
    expect(await calls.list('', one.signal)).toHaveLength(100)
    expect(one.asked()).toHaveLength(2)
  })

  it.each([{}, { result: { items: null } }, []])('is no answer without items: %j', async (body) => {
    const { one, calls } = await service()
    always(one, 'template-list', fault.status(200, body))
    await expect(calls.list('', one.signal)).rejects.toMatchObject({ code: 'bad-answer' })
  })
})

describe('A whole template', () => {
  const item = { uuid: 'a', name: 'maven', tool_type: 'maven', template: { steps: null } }
  const listed = { uuid: 'a', name: 'maven', description: '', item }

  it('has its steps by its own call', async () => {
    const { one, calls } = await service()
    add(one, 'a', 'maven')
    const [found] = await calls.list('maven', one.signal)
    expect(await calls.whole(found ?? listed, one.signal)).toMatchObject({
      template: { steps: [step] },
    })
  })

  it('is what the list shows where the call is not published, or answers with nothing', async () => {
    const { one, calls } = await service({ offers: { templates: ['v3'] } })
    expect(await calls.whole(listed, one.signal)).toEqual(item)
    always(one, 'template', fault.status(200, []))
    expect(await calls.whole(listed, one.signal)).toEqual(item)
  })

  it('is read whatever the case of its fields, and keeps the others', async () => {
    const { one, calls } = await service()
    const template = {
      Steps: [
        { ModuleId: 'm', Name: 'A', Enable: true, Properties: { Image: 'x' }, Other: 1 },
        'x',
      ],
      Other: 2,
    }
    always(one, 'template', fault.status(200, { result: { template } }))
    expect(await calls.whole(listed, one.signal)).toMatchObject({
      tool_type: 'maven',
      template: {
        Other: 2,
        steps: [
          { module_id: 'm', name: 'A', enable: true, properties: { Image: 'x' }, Other: 1 },
          'x',
        ],
      },
    })
    one.simulator.faults.clear()
    always(one, 'template', fault.status(200, { result: { template: 'x' } }))
    expect(await calls.whole(listed, one.signal)).toMatchObject({ template: 'x' })
  })

  it('is not made up where the service refuses it', async () => {
    const { one, calls } = await service()
    await expect(calls.whole(listed, one.signal)).rejects.toMatchObject({
      remoteCode: 'DEV.CB.0520002',
    })
  })
})

describe('The creation of a template', () => {
  it.each(VERSIONS)('gives its uuid, by %s', async (templates) => {
    const { one, calls } = await service({
      offers: { templates },
    })
    const uuid = await calls.create(BODY, one.signal)
    expect([...one.simulator.templates.keys()]).toEqual([uuid])
  })

  it.each([{ result: { uuid: '../x' } }, { result: {} }, []])(
    'is unclear after %j',
    async (body) => {
      const { one, calls } = await service()
      always(one, 'template-create', fault.status(200, body))
      await expect(calls.create(BODY, one.signal)).rejects.toMatchObject({
        code: 'bad-answer',
        delivery: 'unclear',
      })
    },
  )
})

describe('The deletion of a template', () => {
  it.each(VERSIONS)('is done by %s, and a second one is fine', async (templates) => {
    const { one, calls } = await service({
      offers: { templates },
    })
    add(one, 'a', 'maven')
    add(one, 'b', 'maven')
    await calls.delete('a', one.signal)
    await calls.delete('a', one.signal)
    expect([...one.simulator.templates.keys()]).toEqual(['b'])
  })

  it('fails where it is refused', async () => {
    const { one, calls } = await service()
    always(one, 'template-delete', fault.status(403, { error_code: 'X', error_msg: 'no right' }))
    await expect(calls.delete('a', one.signal)).rejects.toMatchObject({ httpStatus: 403 })
  })
})
