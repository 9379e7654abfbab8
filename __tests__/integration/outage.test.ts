import { describe, expect, it } from '@jest/globals'
import { codeArtsWorld, type CodeArtsWorld } from '../world/index.js'
import { build, fault, lines, type Scenario } from '../simulator/index.js'
import { closedAfterEach } from '../support/closing.js'

const MINUTE_MS = 60_000

const kept = closedAfterEach<CodeArtsWorld>((open) => {
  expect(open.simulator.problems).toEqual([])
  expect(open.simulator.builds.length).toBeLessThanOrEqual(1)
})

async function world(scenario: Scenario): Promise<CodeArtsWorld> {
  return kept(await codeArtsWorld(scenario))
}

/** The service stops listening for a while, and drops every connection. Times count from now. */
function down(run: CodeArtsWorld, fromMs: number, toMs: number): void {
  const begin = run.clock.now()
  const at = (ms: number, act: () => Promise<void>): void => {
    run.clock.at(begin + ms, () => {
      const release = run.clock.hold()
      void act().finally(release)
    })
  }
  at(fromMs, () => run.simulator.down())
  at(toMs, () => run.simulator.up())
}

const succeeded = { kind: 'ended', ended: { conclusion: 'succeeded' } }
const compile = build().step('Compile', lines(100))

describe('A service that is down', () => {
  it('for 9 minutes and comes back costs neither the verdict nor a line', async () => {
    const run = await world(compile.succeedsAfter('20m'))
    down(run, 5 * MINUTE_MS, 14 * MINUTE_MS)
    expect(await run.main()).toMatchObject(succeeded)
    expect(run.printed).toBe(run.trueLog)
    const warnings = run.reporter.warnings.length
    expect(warnings).toBeGreaterThanOrEqual(8)
    expect(warnings).toBeLessThanOrEqual(11)
  })

  it('for 9 minutes over the end of the build is followed by the verdict and the whole log', async () => {
    const run = await world(compile.failsAfter('8m'))
    down(run, 5 * MINUTE_MS, 14 * MINUTE_MS)
    expect(await run.main()).toMatchObject({ kind: 'ended', ended: { conclusion: 'failed' } })
    expect(run.printed).toBe(run.trueLog)
  })

  it('for longer than 10 minutes loses the build, which the post step stops when it is back', async () => {
    const run = await world(compile.succeedsAfter('40m').stopTakes('2s'))
    down(run, 5 * MINUTE_MS, 16 * MINUTE_MS)
    const outcome = await run.main()
    expect(outcome).toMatchObject({ kind: 'lost', run: { number: '1' } })
    expect(run.lastEntry).toMatchObject({ phase: 'lost' })
    await run.clock.sleep(2 * MINUTE_MS)
    expect(await run.post()).toMatchObject({ kind: 'stopped' })
    expect(run.simulator.builds.map(({ state }) => state)).toEqual(['ended'])
  })

  it('for good is told by a post step that fails', async () => {
    const run = await world(compile.succeedsAfter('40m'))
    run.network.outage(run.clock.now() + MINUTE_MS, Infinity)
    expect(await run.main()).toMatchObject({ kind: 'lost' })
    expect(await run.post()).toMatchObject({ kind: 'unconfirmed' })
  })

  it('at the start is waited for, and the build is started once', async () => {
    const run = await world(compile.succeedsAfter('1m'))
    down(run, 0, 4 * MINUTE_MS)
    await new Promise((resolve) => run.clock.at(run.clock.now() + 1, () => resolve(undefined)))
    expect(await run.main()).toMatchObject(succeeded)
    expect(run.simulator.builds).toHaveLength(1)
  })

  it('while the workflow is cancelled leaves the stop to the post step', async () => {
    const run = await world(compile.succeedsAfter('40m'))
    run.network.outage(run.clock.now() + MINUTE_MS, run.clock.now() + 2 * MINUTE_MS)
    run.cancels({ atMs: 90_000 })
    expect(await run.main()).toMatchObject({ kind: 'cancelled', stop: 'failed' })
    expect(await run.post()).toMatchObject({ kind: 'stopped' })
  })
})

describe('A status that goes backwards', () => {
  it.each([
    ['INQUEUE', 'into the queue'],
    ['INIT', 'to its beginning'],
    ['SOMETHING_NEW', 'to an unknown word'],
  ])('%s, %s, ends nothing and hides no line', async (word) => {
    const run = await world(compile.succeedsAfter('2m').claims(word, '40s', '70s'))
    expect(await run.main()).toMatchObject(succeeded)
    expect(run.printed).toBe(run.trueLog)
  })

  it('to a record that is not there ends nothing', async () => {
    const run = await world(compile.succeedsAfter('2m'))
    const missing = { error_code: 'CB.00031006', error_msg: 'The record does not exist' }
    run.simulator.faults.add({
      route: 'record-info',
      call: [3, 6],
      fault: fault.status(422, missing),
    })
    expect(await run.main()).toMatchObject(succeeded)
    expect(run.printed).toBe(run.trueLog)
  })
})
