import { afterEach, describe, expect, it } from '@jest/globals'
import {
  MOST_KEYSTORE_BYTES,
  readKeystore,
} from '../../../../../src/clouds/huawei/codearts-build/keystores/index.js'
import { DOMAIN_ID, type Fault, fault, type SimulatorOptions } from '../../../../simulator/index.js'
import { ServiceBench } from '../../../../support/service-bench.js'

/** No text in any encoding. */
const KEYSTORE = Buffer.from([0xfe, 0xed, 0xfe, 0xed, 0, 0, 0, 2, 0xff, 0x0a, 0x0d])
const JSON_TYPE = 'application/json'

let bench: ServiceBench | undefined

async function service(options: SimulatorOptions = {}): Promise<ServiceBench> {
  bench = await ServiceBench.over(options)
  return bench
}

interface Stored {
  readonly bytes?: Buffer
  readonly name?: string
  readonly usage?: boolean
  readonly type?: string
}

async function read(
  one: ServiceBench,
  { bytes = KEYSTORE, name = 'release.jks', ...rest }: Stored = {},
): Promise<Buffer> {
  const id = one.simulator.keystores.add({ name, bytes, domainId: DOMAIN_ID, ...rest })
  return await readKeystore(one.service, { fileName: name, domainId: DOMAIN_ID, id }, one.signal)
}

function answers(one: ServiceBench, how: Fault): void {
  one.simulator.faults.add({ route: 'keystore', call: 'every', fault: how })
}

afterEach(async () => {
  await bench?.close()
  expect(bench?.simulator.problems).toEqual([])
  bench = undefined
})

describe('The bytes of a keystore', () => {
  it('come as they are, by the call that takes its id', async () => {
    const one = await service()
    expect(await read(one)).toEqual(KEYSTORE)
    expect(one.asked()).toEqual(['GET /v2/keystore/download'])
  })

  it('come by the older call where the other one is not published, or the id is not known', async () => {
    const one = await service({ offers: { keystores: ['list', 'v3'] } })
    expect(await read(one)).toEqual(KEYSTORE)
    const known = { fileName: 'release.jks', domainId: DOMAIN_ID }
    expect(await readKeystore(one.service, known, one.signal)).toEqual(KEYSTORE)
    expect(one.asked()).toEqual([
      'GET /v2/keystore/download',
      'GET /v3/keystore',
      'GET /v3/keystore',
    ])
  })

  it('may be those of a settings file in JSON that holds no error', async () => {
    const bytes = Buffer.from('{"error":"","errors":[],"registry":"https://npm.example.com"}')
    expect(await read(await service(), { bytes, name: 'settings.json', type: JSON_TYPE })).toEqual(
      bytes,
    )
    for (const other of [
      '{"error":false}',
      '{"error":null}',
      '{"error":{}}',
      '{"error":[]}',
      '[1]',
      '{"error":',
    ]) {
      expect(await read(bench ?? (await service()), { bytes: Buffer.from(other) })).toEqual(
        Buffer.from(other),
      )
    }
  })

  it('are as many as the limit, and not one more', async () => {
    const one = await service()
    const bytes = Buffer.alloc(MOST_KEYSTORE_BYTES, 7)
    expect(await read(one, { bytes })).toHaveLength(MOST_KEYSTORE_BYTES)
    await expect(
      read(one, { bytes: Buffer.concat([bytes, KEYSTORE]), name: 'large' }),
    ).rejects.toMatchObject({
      code: 'bad-answer',
      transient: false,
      message: expect.stringContaining('more than 1000000 bytes'),
    })
  })
})

describe('No keystore', () => {
  it('is an empty file', async () => {
    await expect(read(await service(), { bytes: Buffer.alloc(0) })).rejects.toMatchObject({
      code: 'bad-answer',
      transient: false,
      message: expect.stringContaining('an empty file'),
    })
  })

  it.each<readonly [what: string, body: object, expected: object]>([
    [
      'a code',
      { error_code: 'CB.00031006', error_msg: 'gone' },
      { code: 'not-found', message: expect.stringContaining('gone') },
    ],
    [
      'a code inside',
      { error: { code: 'X.1', message: 'denied' }, result: null },
      { remoteCode: 'X.1', message: expect.stringContaining('denied') },
    ],
    [
      'words',
      { error: 'the file was moved', status: 'error' },
      { transient: false, message: expect.stringMatching(/: the file was moved$/) },
    ],
    ['a list', { error: ['a'] }, { transient: false }],
    ['a flag', { error: true }, { transient: false }],
  ])(
    'is JSON with an error as %s, although it comes with HTTP 200',
    async (_what, body, expected) => {
      const one = await service()
      answers(one, fault.status(200, body))
      await expect(read(one)).rejects.toMatchObject(expected)
    },
  )

  it.each<readonly [string, Stored]>([
    ['by its type', { type: 'text/html', bytes: Buffer.from('Please sign in') }],
    ['by its text', { bytes: Buffer.from('\n <!DOCTYPE html><html>') }],
    ['by its first tag', { bytes: Buffer.from('<html lang="zh">') }],
  ])('is a page, known %s: trouble that may pass', async (_how, stored) => {
    await expect(read(await service(), stored)).rejects.toMatchObject({
      code: 'bad-answer',
      transient: true,
    })
  })

  it('is a page, except where a page is what was asked for', async () => {
    const bytes = Buffer.from('<html></html>')
    expect(await read(await service(), { bytes, name: 'Report.HTM', type: 'text/html' })).toEqual(
      bytes,
    )
  })

  it('is given to who may not use it: the hint says who can', async () => {
    await expect(read(await service(), { usage: false })).rejects.toMatchObject({
      httpStatus: 403,
      hint: expect.stringContaining('the right to use the file'),
    })
  })

  it('is one that is not there, nor what the service could not send', async () => {
    const one = await service()
    const gone = { fileName: 'gone.jks', domainId: DOMAIN_ID, id: 'e'.repeat(32) }
    await expect(readKeystore(one.service, gone, one.signal)).rejects.toMatchObject({
      code: 'not-found',
    })
    answers(one, fault.reset('inside-body'))
    await expect(read(one)).rejects.toMatchObject({ code: 'no-answer' })
  })
})
