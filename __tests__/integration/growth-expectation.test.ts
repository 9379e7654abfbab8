import { describe, expect, it } from '@jest/globals'
import { build, fault, lines, type Scenario } from '../simulator/index.js'
import { JOB_ID } from '../support/ids.js'
import { codeArtsWorld, type CodeArtsWorld } from '../world/index.js'
import { closedAfterEach } from '../support/closing.js'

const MINUTE = 60_000
const quiet = build().step('Compile', lines(5).over(1_000)).succeedsAfter('20m')

const kept = closedAfterEach<CodeArtsWorld>((open) => expect(open.simulator.problems).toEqual([]))

/** A task whose builds go like these; all but the last one are over. */
async function withPast(first: Scenario, ...later: readonly Scenario[]): Promise<CodeArtsWorld> {
  const run = kept(await codeArtsWorld(first))
  const job = run.simulator.job(JOB_ID).next(first, ...later)
  for (let past = 0; past < later.length; past += 1) {
    job.start()
    await run.clock.sleep(60 * MINUTE)
  }
  return run
}

function looksBetween(run: CodeArtsWorld, fromMs: number, toMs: number): number {
  const startedAt = run.simulator.requests.find(({ family }) => family === 'start')?.at ?? NaN
  const within = (at: number): boolean => at >= startedAt + fromMs && at < startedAt + toMs
  return run.simulator.requests.filter(({ family, at }) => family === 'log' && within(at)).length
}

function historyCalls(run: CodeArtsWorld): number {
  return run.simulator.requests.filter(({ family }) => family === 'history').length
}

describe('The expected duration', () => {
  it('makes the looks denser where the task has ended before', async () => {
    const run = await withPast(quiet, quiet, quiet, quiet)
    await run.supervise()
    expect(historyCalls(run)).toBe(1)
    expect(looksBetween(run, 10 * MINUTE, 11 * MINUTE)).toBeLessThanOrEqual(8)
    expect(looksBetween(run, 19 * MINUTE + 10_000, 20 * MINUTE)).toBeGreaterThanOrEqual(17)
  })

  it('counts from the end of the queue', async () => {
    const run = await withPast(quiet, quiet.queuedFor('10m'))
    await run.supervise()
    expect(looksBetween(run, 19 * MINUTE, 20 * MINUTE)).toBeLessThanOrEqual(8)
    expect(looksBetween(run, 29 * MINUTE + 20_000, 30 * MINUTE)).toBeGreaterThanOrEqual(14)
  })

  it('is not learnt from builds that failed', async () => {
    const run = await withPast(quiet.failsAfter('10m'), quiet)
    await run.supervise()
    expect(looksBetween(run, 10 * MINUTE, 11 * MINUTE)).toBeLessThanOrEqual(8)
  })

  it('costs a build of less than a minute nothing', async () => {
    const short = quiet.succeedsAfter('50s')
    const run = await withPast(short, short)
    await run.supervise()
    expect(historyCalls(run)).toBe(0)
  })

  it('is done without where the history cannot be had', async () => {
    const run = await withPast(quiet, quiet)
    run.simulator.faults.add({ route: 'history', call: 'every', fault: fault.status(500) })
    expect(await run.supervise()).toMatchObject({ ended: { conclusion: 'succeeded' } })
    expect(historyCalls(run)).toBe(1)
    expect(run.reporter.warnings).toEqual([])
  })
})
