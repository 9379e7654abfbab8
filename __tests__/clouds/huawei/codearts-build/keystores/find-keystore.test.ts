import { afterEach, describe, expect, it } from '@jest/globals'
import {
  findKeystore,
  type WantedKeystore,
} from '../../../../../src/clouds/huawei/codearts-build/keystores/index.js'
import { DOMAIN_ID, fault, type SimulatorOptions } from '../../../../simulator/index.js'
import { ServiceBench } from '../../../../support/service-bench.js'

const OTHER_DOMAIN = 'b'.repeat(32)
const bytes = Buffer.from('keystore')

let bench: ServiceBench | undefined

async function service(options: SimulatorOptions = {}): Promise<ServiceBench> {
  bench = await ServiceBench.over(options)
  return bench
}

function add(one: ServiceBench, name: string, domainId = DOMAIN_ID): string {
  return one.simulator.keystores.add({ name, bytes, domainId })
}

function find(one: ServiceBench, wanted: Partial<WantedKeystore> = {}) {
  return findKeystore(one.service, { fileName: 'release.jks', ...wanted }, one.signal)
}

function lists(one: ServiceBench, body: unknown): void {
  one.simulator.faults.add({
    route: 'keystore-list',
    call: 'every',
    fault: fault.status(200, body),
  })
}

afterEach(async () => {
  await bench?.close()
  expect(bench?.simulator.problems).toEqual([])
  bench = undefined
})

describe('A keystore', () => {
  it('is found by its exact name, on whichever page it stands', async () => {
    const one = await service()
    for (let at = 0; at < 130; at += 1) add(one, `${at}-release.jks`)
    add(one, 'Release.jks')
    const id = add(one, 'release.jks')
    expect(await find(one)).toEqual({ fileName: 'release.jks', domainId: DOMAIN_ID, id })
  })

  it('is told by the names near it where there is none, also by those that the search does not show', async () => {
    const one = await service()
    for (const name of ['release.jsk', 'settings.xml', 'debug.jks', 'release2.jks', 'a', 'b', 'c'])
      add(one, name)
    await expect(find(one)).rejects.toMatchObject({
      code: 'not-found',
      message: expect.stringMatching(
        /^CodeArts Build has no file named "release\.jks"\. Most similar: release2\.jks, release\.jsk, debug\.jks, [^,]+, [^,]+\.$/,
      ),
    })
  })

  it('is nowhere where the account sees no file', async () => {
    await expect(find(await service())).rejects.toThrow('This account sees no file there.')
  })

  it('is not chosen among those of several owners: they are named', async () => {
    const one = await service()
    add(one, 'release.jks')
    const second = add(one, 'release.jks', OTHER_DOMAIN)
    await expect(find(one)).rejects.toMatchObject({
      code: 'ambiguous',
      message: expect.stringContaining(
        `${DOMAIN_ID} (account-6002), ${OTHER_DOMAIN} (account-bbbb)`,
      ),
    })
    expect(await find(one, { domainId: OTHER_DOMAIN })).toMatchObject({ id: second })
  })

  it('belongs to another owner than the one that is named', async () => {
    const one = await service()
    add(one, 'release.jks')
    await expect(find(one, { domainId: OTHER_DOMAIN })).rejects.toMatchObject({
      code: 'not-found',
      message: expect.stringContaining(`it belongs to ${DOMAIN_ID}`),
    })
  })

  it('is taken by its name and owner where no list is published, and by its name alone never', async () => {
    const one = await service({ offers: { keystores: ['v2', 'v3'] } })
    expect(await find(one, { domainId: DOMAIN_ID })).toEqual({
      fileName: 'release.jks',
      domainId: DOMAIN_ID,
    })
    expect(one.debugged.join()).toContain('not offered here')
    await expect(find(one)).rejects.toMatchObject({
      code: 'not-offered',
      hint: expect.stringContaining('Set domain-id'),
    })
  })

  it('is looked for in no other way while the service is in trouble', async () => {
    const one = await service()
    one.simulator.faults.add({ route: 'keystore-list', call: 'every', fault: fault.status(503) })
    await expect(find(one, { domainId: DOMAIN_ID })).rejects.toMatchObject({
      code: 'service-error',
    })
  })
})

describe('The list of keystores', () => {
  const entry = { id: 'i', keystore_name: 'release.jks', domain_id: DOMAIN_ID }

  it('leaves out what can not be downloaded', async () => {
    const one = await service()
    const keystore_list = [
      null,
      { ...entry, id: '' },
      { ...entry, keystore_name: null },
      { ...entry, domain_id: null },
      entry,
    ]
    lists(one, { result: { total: 5, keystore_list } })
    expect(await find(one)).toEqual({ fileName: 'release.jks', domainId: DOMAIN_ID, id: 'i' })
  })

  it('names an owner by the id alone where that is all it tells', async () => {
    const one = await service()
    lists(one, { result: { total: 2, keystore_list: [entry, { ...entry, id: 'j' }] } })
    await expect(find(one)).rejects.toThrow(`they belong to ${DOMAIN_ID}.`)
  })

  it('may be left out where there are none', async () => {
    const one = await service()
    lists(one, { result: { total: 0, keystore_list: null } })
    await expect(find(one)).rejects.toMatchObject({ code: 'not-found' })
  })

  it('asks no page twice where their number is ignored', async () => {
    const one = await service()
    const keystore_list = Array.from({ length: 100 }, (_, at) => ({
      ...entry,
      id: `i${at}`,
      keystore_name: `k${at}`,
    }))
    lists(one, { result: { keystore_list } })
    await expect(find(one)).rejects.toMatchObject({ code: 'not-found' })
    expect(one.asked()).toHaveLength(4)
  })

  it.each([{}, [], { result: { keystore_list: {} } }])(
    'is no answer in another form: %j',
    async (body) => {
      const one = await service()
      lists(one, body)
      await expect(find(one)).rejects.toMatchObject({ code: 'bad-answer' })
    },
  )
})
