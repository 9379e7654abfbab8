import { describe, expect, it } from '@jest/globals'
import { fault } from '../../simulator/index.js'
import { TROUBLES } from '../../chaos/service-faults.js'
import { CheckBench, findings } from './check-bench.js'
import { closedAfterEach } from '../../support/closing.js'

const kept = closedAfterEach<CheckBench>(({ github }) => expect(github.problems).toEqual([]))

async function open(): Promise<CheckBench> {
  return kept(await CheckBench.with())
}

/** What a request can meet once and get over; 429 and the service's own codes have rules of their own. */
const passing = Object.entries(TROUBLES).flatMap(([name, trouble]) =>
  typeof trouble === 'string' || /429|CB\.|Retry|packed|split|wrong/.test(name)
    ? []
    : [[name, trouble] as const],
)

describe.each(passing)('After %s once', (_name, trouble) => {
  it.each(['create-check', 'update-check'])(
    'at %s there is one check, completed, with each annotation once',
    async (route) => {
      const one = await open()
      one.github.faults.add({ route, call: 1, fault: trouble })
      await one.run(60_000, findings(60))
      expect(one.github.checks).toMatchObject([{ status: 'completed', conclusion: 'success' }])
      expect(one.github.checks[0]?.annotations).toHaveLength(60)
      expect(one.warnings).toEqual([])
      expect(one.records.at(-1)).toEqual({ phase: 'over' })
    },
  )
})

describe('A POST without a clear answer', () => {
  it('is repeated only after a look for what it may have made', async () => {
    const one = await open()
    one.github.faults.add({ route: 'create-check', call: 1, fault: fault.reset('after-acting') })
    await one.run(60_000)
    expect(one.routes).toEqual(['create-check', 'list-checks', 'update-check'])
    expect(one.github.checks).toHaveLength(1)
  })

  it('is not repeated when nobody can tell, and is left to the post step', async () => {
    const one = await open()
    one.github.faults.add({ route: 'create-check', call: 1, fault: fault.reset('after-acting') })
    one.github.faults.add({ route: 'list-checks', call: 'every', fault: fault.status(502) })
    await one.run(60_000)
    expect(one.routes.filter((route) => route === 'create-check')).toHaveLength(1)
    expect(one.warnings).toHaveLength(1)
    expect(one.records.at(-1)).toMatchObject({ phase: 'open', conclusion: 'success' })
  })
})

describe('What GitHub refuses', () => {
  it('with annotations is sent once without them', async () => {
    const one = await open()
    one.github.faults.add({
      route: 'update-check',
      call: 1,
      fault: fault.status(422, { message: 'Invalid' }),
    })
    await one.run(60_000, findings(10))
    expect(one.github.checks).toMatchObject([{ conclusion: 'success', annotations: [] }])
    expect(one.routes).toEqual(['create-check', 'update-check', 'update-check'])
  })

  it.each([401, 403, 404, 422])('with %i is not asked for again', async (status) => {
    const one = await open()
    one.github.faults.add({
      route: 'any',
      call: 'every',
      fault: fault.status(status, { message: 'No' }),
    })
    await one.run(60_000, findings(3))
    expect(one.routes).toEqual(['create-check'])
    expect(one.warnings).toHaveLength(1)
    expect(one.records.at(-1)).toEqual({ phase: 'over' })
  })

  it('for a while is waited for where that fits, and else left to the post step', async () => {
    const one = await open()
    const limit = { 'Retry-After': '3' }
    one.github.faults.add({ route: 'update-check', call: 1, fault: fault.status(429, {}, limit) })
    await one.run(60_000)
    expect(one.github.checks).toMatchObject([{ conclusion: 'success' }])
    await one.close()
    const two = await open()
    const message = 'You have exceeded a secondary rate limit'
    two.github.faults.add({
      route: 'update-check',
      call: 'every',
      fault: fault.status(403, { message }),
    })
    const before = two.clock.now()
    await two.run(60_000)
    expect(two.clock.now() - before).toBe(60_000)
    expect(two.routes).toEqual(['create-check', 'update-check'])
    expect(two.warnings).toHaveLength(1)
    expect(two.records.at(-1)).toMatchObject({ phase: 'open', conclusion: 'success' })
  })
})

describe('A GitHub that hangs', () => {
  it('holds the end up by 20 s at most', async () => {
    const one = await open()
    one.github.faults.add({ route: 'any', call: 'every', fault: fault.status(503) })
    const before = one.clock.now()
    await one.run(60_000)
    expect(one.clock.now() - before).toBeLessThanOrEqual(80_000)
    expect(one.warnings).toHaveLength(1)
  })

  it('holds it up by 3 s at most after a cancel', async () => {
    const one = await open()
    one.github.faults.add({ route: 'update-check', call: 'every', fault: fault.status(503) })
    one.check.started((await import('./check-bench.js')).RUN, () => Promise.resolve([]))
    await one.clock.sleep(10_000)
    one.cancel.abort('SIGINT')
    const before = one.clock.now()
    await one.complete([], { status: 'stopped', exitCode: 1, message: 'Cancelled.' })
    expect(one.clock.now() - before).toBeLessThanOrEqual(3_000)
    expect(one.records.at(-1)).toMatchObject({ phase: 'open', conclusion: 'cancelled' })
  })
})
