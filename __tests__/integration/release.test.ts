import { describe, expect, it } from '@jest/globals'
import { fault, type FaultRule } from '../simulator/index.js'
import type { ReleasePlan, ReleaseSimulatorOptions } from '../simulator/servicestage/index.js'
import type { FollowedAction } from '../../src/clouds/huawei/servicestage/backend.js'
import { closedAfterEach } from '../support/closing.js'
import { pipelineOf, releaseWorld, type ReleaseWorld } from '../world/index.js'

const SECOND = 1_000
const MINUTE = 60 * SECOND

const kept = closedAfterEach<ReleaseWorld>((run) => expect(run.simulator.problems).toEqual([]))

async function simulated(
  plans: readonly ReleasePlan[] = [],
  simulator: ReleaseSimulatorOptions = {},
  action: FollowedAction = 'start',
): Promise<ReleaseWorld> {
  return kept(await releaseWorld(plans, { simulator, action }))
}

/** The status of the newest execution now. */
function statusIn({ simulator, clock }: ReleaseWorld): number | undefined {
  return pipelineOf(simulator).newest?.statusAt(clock.now())
}

const good: ReleasePlan = { legs: [{ status: 4, lastsMs: 2 * MINUTE }, { status: 2 }] }
const endless: ReleasePlan = { legs: [{ status: 4 }] }

describe('Trouble on the way', () => {
  it('of three minutes is ridden out, and nothing is sent twice', async () => {
    const release = await simulated([good])
    release.simulator.faults.add({ route: 'records', call: [3, 12], fault: fault.status(503) })
    const outcome = await release.supervise()
    expect(outcome).toMatchObject({ kind: 'ended', ended: { conclusion: 'succeeded' } })
    expect(release.simulator.actions).toEqual(['start'])
  })

  it('that never ends is lost after ten minutes, and post stops the release', async () => {
    const release = await simulated([endless])
    const heal = release.simulator.faults.add({
      route: 'records',
      call: [3, 1_000],
      fault: fault.html(200),
    })
    expect(await release.supervise()).toMatchObject({ kind: 'lost' })
    expect(release.journal.at(-1)).toMatchObject({ phase: 'lost' })
    heal()
    expect(await release.post()).toMatchObject({ kind: 'stopped' })
    expect(statusIn(release)).toBe(3)
  })

  it('records that lag behind are waited for', async () => {
    const release = await simulated([good], { lagMs: 15 * SECOND })
    const outcome = await release.supervise()
    expect(outcome).toMatchObject({ kind: 'ended', ended: { conclusion: 'succeeded' } })
  })

  it('is the end of the time limit: the release is stopped', async () => {
    const release = await simulated([endless])
    const outcome = await release.supervise({ timeoutMs: MINUTE })
    expect(outcome).toMatchObject({ kind: 'deadline', stop: 'confirmed' })
    expect(statusIn(release)).toBe(3)
  })
})

describe('A lost answer to the start', () => {
  it('is lost for good where no release turns up within 20 s', async () => {
    const release = await simulated()
    release.simulator.faults.add({ route: 'start', call: 1, fault: fault.status(502) })
    const before = release.clock.now()
    expect(await release.supervise()).toMatchObject({ kind: 'lost' })
    expect(release.clock.now() - before).toBeLessThan(30 * SECOND)
    expect(release.simulator.actions).toEqual(['start'])
  })

  it('names them where several new ones are there, and touches none', async () => {
    const release = await simulated([{ legs: [{ status: 2 }] }])
    release.simulator.faults.add({ route: 'start', call: 1, fault: fault.reset('after-acting') })
    release.simulator.faults.add({ route: 'records', call: 2, fault: fault.status(503) })
    release.after(100, () => void pipelineOf(release.simulator).start(endless))
    const outcome = await release.supervise()
    expect(outcome).toMatchObject({ kind: 'lost', error: { code: 'ambiguous' } })
    expect(outcome).toMatchObject({ error: { message: expect.stringContaining('#286541') } })
    expect(release.simulator.actions).toEqual(['start'])
  })

  it('takes no release for ours that was there before, whatever became of it', async () => {
    const release = await simulated()
    pipelineOf(release.simulator).start({
      legs: [{ status: 4, lastsMs: 2 * SECOND }, { status: 3 }],
    })
    release.simulator.faults.add({ route: 'start', call: 1, fault: fault.status(502) })
    expect(await release.supervise()).toMatchObject({ kind: 'lost' })
  })
})

describe('What a status means after an action', () => {
  const failed: ReleasePlan = { legs: [{ status: 3 }] }

  it('is not the one from before it, while the records lag behind', async () => {
    const release = await simulated([], { lagMs: 20 * SECOND }, 'retry')
    pipelineOf(release.simulator).start({ ...failed, retried: good.legs })
    await release.clock.sleep(MINUTE)
    const outcome = await release.supervise()
    expect(outcome).toMatchObject({ kind: 'ended', ended: { conclusion: 'succeeded' } })
  })

  it('is the same again after 30 s', async () => {
    const release = await simulated([], {}, 'retry')
    pipelineOf(release.simulator).start({ ...failed, retried: [{ status: 3 }] })
    const before = release.clock.now()
    const outcome = await release.supervise()
    expect(outcome).toMatchObject({ kind: 'ended', ended: { conclusion: 'failed' } })
    expect(release.clock.now() - before).toBeGreaterThanOrEqual(30 * SECOND)
  })

  it('is never good at 2 after a rollback', async () => {
    const release = await simulated([], {}, 'rollback')
    pipelineOf(release.simulator).start({ legs: [{ status: 2 }], rolledBack: [{ status: 2 }] })
    const outcome = await release.supervise()
    expect(outcome).toMatchObject({ kind: 'ended', ended: { conclusion: 'failed' } })
  })

  it.each([6, 8, 9, 0, 99])('is never good at %i, which ends it when it stays', async (status) => {
    const release = await simulated([{ legs: [{ status: 4, lastsMs: MINUTE }, { status }] }])
    const outcome = await release.supervise()
    expect(outcome).toMatchObject({ kind: 'ended', ended: { conclusion: 'unknown' } })
    expect(release.warnings).toEqual([expect.stringContaining(`the status ${status},`)])
  })

  it('may be one that no document names, on the way', async () => {
    const legs = [{ status: 8, lastsMs: 10 * SECOND }, ...good.legs]
    const release = await simulated([{ legs }])
    const outcome = await release.supervise()
    expect(outcome).toMatchObject({ kind: 'ended', ended: { conclusion: 'succeeded' } })
  })
})

describe('A stop', () => {
  const stoppedAs = (status: number): ReleasePlan => ({
    legs: [{ status: 4 }],
    stopped: [{ status: 13, lastsMs: SECOND }, { status }],
  })

  it.each([3, 7, 8, 11, 12])('is confirmed by %i', async (status) => {
    const release = await simulated([stoppedAs(status)])
    release.after(MINUTE, () => release.cancel.abort('SIGINT'))
    const outcome = await release.supervise()
    expect(outcome).toMatchObject({ kind: 'cancelled', ended: { conclusion: 'stopped' } })
  })

  it('is not confirmed by 5, nor by a 7 from before', async () => {
    const release = await simulated([{ legs: [{ status: 7 }], stopped: [{ status: 7 }] }])
    release.after(MINUTE, () => release.cancel.abort('SIGINT'))
    expect(await release.supervise()).toMatchObject({ kind: 'cancelled', stop: 'requested' })
    expect(await release.post()).toMatchObject({ kind: 'unconfirmed' })
  })

  it('of main that ended as 7 is seen by post', async () => {
    const release = await simulated([
      { legs: [{ status: 4 }], stopped: [{ status: 13, lastsMs: 8 * SECOND }, { status: 7 }] },
    ])
    release.after(MINUTE, () => release.cancel.abort('SIGINT'))
    expect(await release.supervise()).toMatchObject({ kind: 'cancelled', stop: 'requested' })
    await release.clock.sleep(5 * SECOND)
    expect(await release.post()).toMatchObject({ kind: 'had-ended' })
  })

  it.each<[string, FaultRule | 'refused']>([
    ['did not leave', 'refused'],
    ['was refused', { route: 'stop', call: [1, 9], fault: fault.status(403) }],
  ])('of main that %s is no reason for post to call a paused release stopped', async (_, met) => {
    const release = await simulated([{ legs: [{ status: 4, lastsMs: SECOND }, { status: 7 }] }])
    if (met === 'refused') release.network.lose('stop', 1, 9, met)
    else release.simulator.faults.add(met)
    release.network.lose('records', 2, 99, 'refused')
    release.after(2 * SECOND, () => release.cancel.abort('SIGINT'))
    await release.supervise()
    release.heals()
    expect(await release.post()).toMatchObject({ kind: 'stopped' })
    expect(statusIn(release)).toBe(3)
  })

  it('that records are behind is confirmed by what they tell of the time after it only', async () => {
    const stopped = [{ status: 13, lastsMs: 8 * SECOND }, { status: 3 }]
    const release = await simulated(
      [{ legs: [{ status: 4, lastsMs: 70 * SECOND }, { status: 7 }], stopped }],
      { lagMs: 12 * SECOND },
    )
    release.after(80 * SECOND, () => release.cancel.abort('SIGINT'))
    expect(await release.supervise()).toMatchObject({ kind: 'cancelled', stop: 'requested' })
    expect(await release.post()).toMatchObject({ kind: 'stopped' })
    expect(statusIn(release)).toBe(3)
  })

  it('is not sent for another release, in main and in post', async () => {
    const release = await simulated([{ legs: [{ status: 4, lastsMs: MINUTE }, { status: 2 }] }], {
      offers: ['list'],
    })
    release.after(2 * MINUTE, () => void pipelineOf(release.simulator).start(endless))
    const quiet = { route: 'list', call: [10, 200], fault: fault.status(503) } as const
    const heal = release.simulator.faults.add(quiet)
    release.after(3 * MINUTE, heal)
    release.after(4 * MINUTE, () => release.cancel.abort('SIGINT'))
    await release.supervise()
    await release.post()
    expect(release.simulator.actions).toEqual(['start'])
    expect(statusIn(release)).toBe(4)
  })
})
