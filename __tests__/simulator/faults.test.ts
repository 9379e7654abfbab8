import { request } from 'node:http'
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals'
import { call } from './client.js'
import {
  build,
  CREDENTIALS,
  type Fault,
  fault,
  lines,
  type Simulator,
  startSimulator,
} from './index.js'
import { JOB_ID as JOB } from '../support/ids.js'

let sim: Simulator

beforeEach(async () => {
  sim = await startSimulator({ logPageSize: 100 })
  sim.job(JOB).next(
    build()
      .step('编译', lines(100, (n) => `编译 ${n}`).over(0))
      .runsFor('1h'),
  )
})

afterEach(() => sim.close())

const start = () => call(`${sim.url}/v3/jobs/build`, { job_id: JOB })
const record = () => call(`${sim.url}/v4/jobs/${JOB}/1/record-info`)
const page = (offset: number) => call(`${sim.url}/v3/jobs/${JOB}/1/real-time-log?offset=${offset}`)

/** The chunks of a body as they came, or how it broke off. */
function chunksOf(path: string): Promise<readonly Buffer[]> {
  return new Promise((resolve, reject) => {
    const headers = { 'x-auth-token': CREDENTIALS.token }
    const asked = request(`${sim.url}${path}`, { headers, agent: false }, (response) => {
      const chunks: Buffer[] = []
      response.on('data', (chunk: Buffer) => chunks.push(chunk))
      response.on('end', () => resolve(chunks)).on('error', reject)
    })
    asked.on('error', reject).end()
  })
}

describe('a fault', () => {
  it('meets the calls it is set for, by dialect, by call or any', async () => {
    await start()
    sim.faults.add({ route: 'record-info', call: 2, fault: fault.tooFrequent() })
    sim.faults.add({ route: 'record-info-v4', call: [3, 4], fault: fault.throttled('7') })
    const takeBack = sim.faults.add({ route: 'any', call: 'every', fault: fault.html(502) })
    expect((await page(0)).status).toBe(502)
    takeBack()
    const answers = [await record(), await record(), await record(), await record()]
    expect(answers.map(({ status }) => status)).toEqual([200, 500, 429, 429])
    expect((await record()).status).toBe(200)
    expect(answers[2]?.headers.get('retry-after')).toBe('7')
    expect(sim.requests.map((seen) => seen.fault)).toContain('answer')
  })

  it.each<[string, Fault, number]>([
    ['before acting', fault.reset('before-acting'), 0],
    ['after acting', fault.reset('after-acting'), 1],
    ['inside the body', fault.reset('inside-body'), 1],
  ])('resets a start %s', async (_, reset, builds) => {
    sim.faults.add({ route: 'start', call: 1, fault: reset })
    await expect(start()).rejects.toThrow()
    expect(sim.builds).toHaveLength(builds)
  })

  it.each(['before-acting', 'after-acting', 'inside-body'] as const)(
    'stalls a start %s until the simulator goes down',
    async (when) => {
      sim.faults.add({ route: 'start', call: 1, fault: fault.stall(when) })
      let settled = false
      const stalled = start()
        .catch(String)
        .finally(() => (settled = true))
      await new Promise((later) => setTimeout(later, 100))
      expect(settled).toBe(false)
      await sim.down()
      expect(await stalled).toContain('TypeError')
    },
  )

  it('refuses connections while the simulator is down', async () => {
    const { url } = sim
    await sim.down()
    await expect(start()).rejects.toMatchObject({ cause: { code: 'ECONNREFUSED' } })
    await sim.up()
    expect(sim.url).toBe(url)
    expect((await start()).status).toBe(200)
  })

  it.each<[string, Fault, unknown]>([
    ['truncates JSON', fault.body('truncated'), { type: 'application/json;charset=UTF-8' }],
    ['empties the body', fault.body('empty'), { text: '', status: 200 }],
    ['names a wrong type', fault.body('wrong-type'), { type: 'text/plain' }],
    ['redirects', fault.redirect('http://127.0.0.1:1/'), { status: 302 }],
    ['zips', fault.body('gzip'), { text: expect.stringContaining('"status":"RUNNING"') }],
    ['answers with HTML', fault.html(200), { type: 'text/html' }],
    ['answers late', fault.delay('20ms'), { status: 200 }],
  ])('%s', async (_, set, seen) => {
    await start()
    sim.faults.add({ route: 'record-info', call: 1, fault: set })
    const answer = await record()
    expect(answer).toMatchObject(seen as object)
    const whole = answer.status === 200 && answer.text.endsWith('}')
    expect(whole).toBe(
      ['wrong-type', 'gzip', 'delay'].some((one) => JSON.stringify(set).includes(one)),
    )
  })

  it('splits chunks inside characters, without losing a byte', async () => {
    await start()
    sim.faults.add({ route: 'log', call: 1, fault: fault.body('split-characters') })
    const path = `/v3/jobs/${JOB}/1/real-time-log?offset=0`
    const chunks = await chunksOf(path)
    expect(chunks.some((chunk) => chunk.toString().includes('\ufffd'))).toBe(true)
    const plain = await chunksOf(path)
    expect(Buffer.concat([...chunks]).equals(Buffer.concat([...plain]))).toBe(true)
  })

  it('repeats, skips and sticks pages of the log', async () => {
    await start()
    sim.faults.add({ route: 'log', call: 2, fault: fault.page('repeated') })
    sim.faults.add({ route: 'log', call: 3, fault: fault.page('skipped') })
    sim.faults.add({ route: 'log', call: 4, fault: fault.page('stuck') })
    const offsets = async (offset: number) => {
      const { result } = (await page(offset)).json() as {
        result: { current_offset: number; offset: number; content: string }
      }
      return [result.current_offset, result.offset, result.content.length]
    }
    expect(await offsets(0)).toEqual([0, 100, 100])
    expect(await offsets(100)).toEqual([0, 100, 100])
    expect(await offsets(100)).toEqual([200, 300, 100])
    expect(await offsets(300)).toEqual([300, 300, 100])
    expect(sim.problems).toEqual([])
  })
})
