import { describe, expect, it } from '@jest/globals'
import { build, lines, type Scenario } from '../simulator/index.js'
import { COMMIT } from '../support/ids.js'
import { type CodeArtsOptions, codeArtsWorld, type CodeArtsWorld } from '../world/index.js'
import { closedAfterEach } from '../support/closing.js'

const kept = closedAfterEach<CodeArtsWorld>((open) => expect(open.simulator.problems).toEqual([]))

async function simulated(scenario: Scenario, options?: CodeArtsOptions): Promise<CodeArtsWorld> {
  return kept(await codeArtsWorld(scenario, options))
}

const compile = build().step('Compile', lines(3_000))

describe('A build on the simulator', () => {
  it('prints the last log page of a build that ended between two looks', async () => {
    const run = await simulated(compile.succeedsAfter('90s'))
    const outcome = await run.supervise({ pollIntervalMs: 60_000 })
    expect(outcome).toMatchObject({ kind: 'ended', ended: { conclusion: 'succeeded' } })
    expect(run.printed.match(/line \d+\n/g)).toHaveLength(3_000)
  })

  it('is started once, for the commit that was asked for', async () => {
    const run = await simulated(compile.succeedsAfter('20s'))
    await run.supervise()
    const starts = run.simulator.requests.filter((made) => made.path === '/v3/jobs/build')
    expect(starts).toHaveLength(1)
    expect(run.simulator.builds[0]?.commit).toBe(COMMIT)
  })

  it.each([
    ['FAILURE', 'failed'],
    ['ABORTED', 'stopped'],
    ['TIMEOUT', 'timed-out'],
    ['COMPLETED', 'unknown'],
    ['success', 'succeeded'],
  ])('that ends as %s is %s', async (word, conclusion) => {
    const run = await simulated(build().runsFor('5s').endsWith(word))
    expect(await run.supervise()).toMatchObject({ kind: 'ended', ended: { conclusion } })
  })

  it('that was never scheduled fails without waiting for a log', async () => {
    const run = await simulated(build().queuedFor('5s').neverExecutes('SCHEDULE_FAILURE', 'no tag'))
    const outcome = await run.supervise()
    expect(outcome).toMatchObject({
      kind: 'ended',
      ended: { conclusion: 'failed', facts: { reason: 'no tag' } },
    })
    expect(run.sink.text).toBe('')
  })

  it('is followed with at most 20 requests when it takes 20 s', async () => {
    const run = await simulated(build().step('Compile', lines(1_000)).succeedsAfter('20s'))
    const outcome = await run.supervise()
    if (outcome.kind !== 'ended') throw new Error(outcome.kind)
    await run
      .backend()
      .report(outcome.run.ref, { failed: false, extras: false }, AbortSignal.timeout(5_000))
    expect(run.simulator.requests.length).toBeLessThanOrEqual(17)
    expect(run.printed.match(/line \d+\n/g)).toHaveLength(1_000)
  })

  it('prints a tail that becomes readable 4 s after the end', async () => {
    const run = await simulated(
      build().step('Compile', lines(50)).lateTail('4s', 20).succeedsAfter('10s'),
    )
    await run.supervise()
    expect(run.printed.match(/line \d+\n/g)).toHaveLength(50)
    expect(run.printed.trimEnd()).toMatch(/Finished: SUCCESS$/)
  })

  it('is stopped when the workflow is cancelled', async () => {
    const run = (await simulated(compile.succeedsAfter('90s').stopTakes('1s'))).cancels({
      atMs: 20_000,
    })
    expect(await run.supervise()).toMatchObject({ kind: 'cancelled', stop: 'confirmed' })
    expect(run.simulator.builds.map((one) => one.state)).toEqual(['ended'])
  })

  it('is stopped by the post step when main was killed', async () => {
    const run = await simulated(compile.succeedsAfter('90s').stopTakes('5s'))
    const backend = run.backend()
    const started = await backend.start(new AbortController().signal)
    const result = await run.post({ phase: 'running', since: run.clock.now(), run: started.ref })
    expect(result).toMatchObject({ kind: 'stopped' })
  })
})
