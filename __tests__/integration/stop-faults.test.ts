import { describe, expect, it } from '@jest/globals'
import { PATIENCE_MS } from '../chaos/service-faults.js'
import { codeArtsWorld, type CodeArtsWorld } from '../world/index.js'
import { build, fault, lines, type Scenario, type SimulatorOptions } from '../simulator/index.js'
import { closedAfterEach } from '../support/closing.js'

const long = build().step('Compile', lines(400)).succeedsAfter('10m').stopTakes('500ms')
const CANCELLED_AT_MS = 20_000
/** From the first signal to the last request. */
const WINDOW_MS = 5_800

const kept = closedAfterEach<CodeArtsWorld>((open) => {
  expect(open.simulator.problems).toEqual([])
  expect(open.simulator.builds).toHaveLength(1)
})

async function cancelled(
  scenario: Scenario = long,
  simulator: SimulatorOptions = {},
): Promise<CodeArtsWorld> {
  return kept(await codeArtsWorld(scenario, { answerWithinMs: PATIENCE_MS, simulator })).cancels({
    atMs: CANCELLED_AT_MS,
  })
}

async function mainOf(run: CodeArtsWorld): Promise<unknown> {
  const began = run.clock.now()
  const outcome = await run.main()
  expect(run.clock.now() - began).toBeLessThanOrEqual(CANCELLED_AT_MS + WINDOW_MS)
  return outcome
}

const states = (run: CodeArtsWorld): string[] => run.simulator.builds.map(({ state }) => state)

describe('The stop of a cancelled build', () => {
  it.each([['v3-path'], ['v1'], ['v3-body']] as const)(
    'is sent where only %s is published',
    async (dialect) => {
      const run = await cancelled(long, { offers: { stop: [dialect] } })
      expect(await mainOf(run)).toMatchObject({ kind: 'cancelled', stop: 'confirmed' })
    },
  )

  it('that never gets through is lost, and the post step repeats it', async () => {
    const run = await cancelled()
    const restore = run.simulator.faults.add({
      route: 'stop',
      call: 'every',
      fault: fault.status(503),
    })
    expect(await mainOf(run)).toMatchObject({ kind: 'cancelled', stop: 'failed' })
    expect(states(run)).toEqual(['running'])
    restore()
    expect(await run.post()).toMatchObject({ kind: 'stopped' })
    expect(states(run)).toEqual(['ended'])
  })

  it('that is accepted and ignored ends in a post step that fails', async () => {
    const run = await cancelled(long.ignoresStop())
    expect(await mainOf(run)).toMatchObject({ kind: 'cancelled', stop: 'requested' })
    expect(await run.post()).toMatchObject({ kind: 'unconfirmed' })
  })

  it('that is denied of a build that runs ends in a post step that fails', async () => {
    const run = await cancelled(long.deniesStop())
    expect(await mainOf(run)).toMatchObject({ kind: 'cancelled' })
    expect(await run.post()).toMatchObject({ kind: 'unconfirmed' })
  })

  it('comes too late for a build that succeeded meanwhile, and the step stays red', async () => {
    const run = await cancelled(build().succeedsAfter('20s'))
    const outcome = await mainOf(run)
    expect(outcome).toMatchObject({ kind: 'cancelled', ended: { conclusion: 'succeeded' } })
  })
})

describe('A cancel that comes while the tail of the log is read', () => {
  it('leaves the step red, tells how the build ended and leaves in time', async () => {
    const scenario = build().step('Compile', lines(40)).succeedsAfter('10s')
    const run = await cancelled(scenario.closingLine('none').lateTail('9s'))
    expect(await mainOf(run)).toMatchObject({
      kind: 'cancelled',
      ended: { conclusion: 'succeeded' },
    })
    expect(run.simulator.requests.filter(({ family }) => family === 'stop')).toEqual([])
    expect(await run.post()).toEqual({ kind: 'nothing' })
  })
})
