import { expect, it } from '@jest/globals'
import { budget } from '../support/budget.js'
import fc from '../support/fast-check.js'
import type { Outcome } from '../../src/core/outcome.js'
import { type Fault, fault } from '../simulator/index.js'
import type { Leg } from '../simulator/servicestage/index.js'
import { pipelineOf, releaseWorld, type ReleaseWorld } from '../world/index.js'

const SECOND = 1_000

const FAULTS: Readonly<Record<string, Fault>> = {
  trouble: fault.status(503),
  page: fault.html(200),
  broken: fault.reset('inside-body'),
  unsent: fault.reset('before-acting'),
  unanswered: fault.reset('after-acting'),
  throttled: fault.throttled('1'),
  odd: fault.status(200, { records: 'none', status: {} }),
}

const known = fc.record({
  status: fc.constantFrom(1, 4, 5, 7, 10, 13, 14),
  lastsMs: fc.integer({ min: 1, max: 90 * SECOND }),
})
/** One that stays for 20 s counts as an end. */
const unknown = fc.record({
  status: fc.constantFrom(6, 8, 9),
  lastsMs: fc.integer({ min: 1, max: 4 * SECOND }),
})
const leg = fc.oneof({ weight: 5, arbitrary: known }, { weight: 1, arbitrary: unknown })
const life = fc
  .tuple(fc.array(leg, { maxLength: 4 }), fc.constantFrom(2, 2, 3, 11, 12, 8))
  .map(([legs, status]): readonly Leg[] => [...legs, { status }])
const trouble = fc.record({
  route: fc.constantFrom('records', 'list', 'start', 'stop', 'any'),
  from: fc.integer({ min: 2, max: 8 }),
  count: fc.integer({ min: 0, max: 6 }),
  kind: fc.constantFrom(...Object.keys(FAULTS)),
})
const scene = fc.record({
  legs: life,
  stopped: fc.constantFrom(3, 7, 8, 11, 12),
  troubles: fc.array(trouble, { maxLength: 4 }),
  /** Seconds after the beginning. */
  cancelAt: fc.option(fc.integer({ min: 0, max: 240 }), { nil: undefined }),
  /** Seconds between two tries of somebody else to start one. */
  rival: fc.option(fc.integer({ min: 5, max: 60 }), { nil: undefined }),
  lagMs: fc.constantFrom(0, 0, 3 * SECOND, 12 * SECOND),
  listOnly: fc.boolean(),
})

type Scene = typeof scene extends fc.Arbitrary<infer Value> ? Value : never

/** Somebody else starts one whenever the task is free after ours has begun. */
function addRival(release: ReleaseWorld, everyMs: number): void {
  const pipeline = pipelineOf(release.simulator)
  const tryIt = (): void => {
    const free = pipeline.newest?.isLive(release.clock.now()) === false
    if (free && pipeline.executions.length >= 2) {
      pipeline.start({
        legs: [{ status: 4, lastsMs: 20 * SECOND }, { status: 2 }],
        version: 'rival',
      })
    }
    if (release.clock.now() < 600 * SECOND) release.after(everyMs, tryIt)
  }
  release.after(everyMs, tryIt)
}

async function play(one: Scene): Promise<void> {
  const offers = one.listOnly ? (['list'] as const) : (['records', 'list'] as const)
  const release = await releaseWorld([], { simulator: { lagMs: one.lagMs, offers } })
  try {
    pipelineOf(release.simulator).start({ legs: [{ status: 2 }], version: 'rival' })
    await release.clock.sleep(60 * SECOND)
    const stopped = [{ status: 13, lastsMs: 500 }, { status: one.stopped }]
    pipelineOf(release.simulator).next({ legs: one.legs, stopped })
    for (const { route, from, count, kind } of one.troubles) {
      const call = [from, from + count] as const
      release.simulator.faults.add({ route, call, fault: FAULTS[kind] ?? fault.status(500) })
    }
    if (one.cancelAt !== undefined) {
      release.after(one.cancelAt * SECOND, () => release.cancel.abort('SIGINT'))
    }
    // What lags behind, or tells of the task alone, can't tell a rival's from ours in time.
    const exact = !one.listOnly && one.lagMs === 0
    if (one.rival !== undefined && exact) addRival(release, one.rival * SECOND)
    const outcome = await release.supervise({ timeoutMs: 300 * SECOND }).catch(() => undefined)
    check(outcome, release)
    if (outcome === undefined) return
    release.simulator.faults.clear()
    const orphan = await release.post()
    check(outcome, release)
    // An accepted stop takes its time, and the records are behind.
    await release.clock.sleep(20 * SECOND)
    const ours = oursIn(release)
    const stillLive = ours?.isLive(release.clock.now()) === true
    // An end at 7 is no life of the service's own any more.
    if (orphan.kind !== 'unconfirmed' && ours?.statusAt(release.clock.now()) !== 7) {
      expect(stillLive).toBe(false)
    }
  } finally {
    await release.close()
  }
}

function oursIn({ simulator }: ReleaseWorld) {
  return pipelineOf(simulator).executions.find(({ plan }) => plan.version !== 'rival')
}

function check(outcome: Outcome | undefined, release: ReleaseWorld): void {
  const { executions } = pipelineOf(release.simulator)
  const rivals = executions.filter(({ plan }) => plan.version === 'rival')
  expect(executions.length - rivals.length).toBeLessThanOrEqual(1)
  expect(rivals.map(({ stops }) => stops).filter((stops) => stops > 0)).toEqual([])
  expect(release.simulator.problems).toEqual([])
  const ours = oursIn(release)
  if (outcome?.kind !== 'ended' || outcome.ended.conclusion !== 'succeeded') return
  // The list tells no number of the one that was found by it.
  expect([ours?.id, '']).toContain(outcome.run.number)
  expect(ours?.statusAt(release.clock.now())).toBe(2)
}

it('starts one release at most, stops no other, and is green only for a good one', async () => {
  await fc.assert(fc.asyncProperty(scene, play), budget(60))
}, 120_000)
