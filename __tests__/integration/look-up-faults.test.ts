import { describe, expect, it } from '@jest/globals'
import { meet, PATIENCE_MS, TROUBLE_NAMES, TROUBLES } from '../chaos/service-faults.js'
import { COMMIT, JOB_ID } from '../support/ids.js'
import { codeArtsWorld, type CodeArtsWorld } from '../world/index.js'
import { build, fault, lines } from '../simulator/index.js'
import { closedAfterEach } from '../support/closing.js'

const kept = closedAfterEach<CodeArtsWorld>((open) => {
  expect(open.simulator.problems).toEqual([])
  expect(open.simulator.requests.filter(({ family }) => family === 'start')).toHaveLength(1)
})

/** A build whose start was carried out and never answered. */
async function unanswered(): Promise<CodeArtsWorld> {
  const scenario = build().step('Compile', lines(40)).succeedsAfter('60s')
  const open = kept(await codeArtsWorld(scenario, { answerWithinMs: PATIENCE_MS }))
  meet(open, 'start', fault.reset('after-acting'), [1, 1])
  return open
}

const succeeded = { kind: 'ended', ended: { conclusion: 'succeeded' } }

describe('The look-up of a build whose start was not answered', () => {
  it.each(TROUBLE_NAMES)('goes on when the history meets %s', async (name) => {
    const run = await unanswered()
    meet(run, 'history', TROUBLES[name], [1, 2])
    expect(await run.main()).toMatchObject(succeeded)
    expect(run.printed).toBe(run.trueLog)
  })

  it.each(TROUBLE_NAMES)('goes on when the candidate’s record meets %s', async (name) => {
    const run = await unanswered()
    meet(run, 'record-info', TROUBLES[name], [1, 2])
    expect(await run.main()).toMatchObject(succeeded)
  })

  it.each(TROUBLE_NAMES)('goes on when the candidate’s parameters meet %s', async (name) => {
    const run = await unanswered()
    meet(run, 'history-details', TROUBLES[name], [1, 2])
    expect(await run.main()).toMatchObject(succeeded)
  })

  it.each([['period-history'], ['history'], ['v1-list']] as const)(
    'finds it where only %s is published',
    async (dialect) => {
      const scenario = build().step('Compile', lines(40)).succeedsAfter('60s')
      const open = kept(
        await codeArtsWorld(scenario, { simulator: { offers: { history: [dialect] } } }),
      )
      meet(open, 'start', fault.reset('after-acting'), [1, 1])
      expect(await open.main()).toMatchObject(succeeded)
    },
  )

  it('leaves a build of another commit alone', async () => {
    const run = await unanswered()
    run.simulator.faults.clear()
    meet(run, 'start', fault.reset('before-acting'), [1, 1])
    run.simulator.job(JOB_ID).start({ commit: COMMIT.replace('0', 'f'), buildType: 'commitId' })
    expect(await run.main()).toMatchObject({ kind: 'lost' })
    expect(await run.post()).toEqual({ kind: 'never-started' })
    expect(run.simulator.builds.map(({ stoppedAt }) => stoppedAt)).toEqual([undefined])
  })

  it('waits for a build that appears 10 s after its start', async () => {
    const scenario = build().step('Compile', lines(40)).succeedsAfter('60s').appearsAfter('10s')
    const open = kept(await codeArtsWorld(scenario))
    meet(open, 'start', fault.reset('after-acting'), [1, 1])
    expect(await open.main()).toMatchObject(succeeded)
  })

  it('tells two legs of a matrix, which build one commit, apart by their parameters', async () => {
    const scenario = build().step('Compile', lines(40)).succeedsAfter('60s')
    const parameters = [{ name: 'TARGET', value: 'arm64', secret: false }]
    const open = kept(await codeArtsWorld(scenario, { parameters }))
    open.simulator.job(JOB_ID).start({ commit: COMMIT, parameters: { TARGET: 'amd64' } })
    meet(open, 'start', fault.reset('after-acting'), [1, 1])
    expect(await open.main()).toMatchObject({ ...succeeded, run: { number: '2' } })
  })

  it.each([
    ['the task’s own source', { kind: 'default' }],
    ['a tag', { kind: 'tag', tag: 'v1.2.3' }],
  ] as const)(
    'waits for a build of %s that tells its parameters behind a long queue',
    async (_name, source) => {
      const scenario = build().step('Compile', lines(40)).succeedsAfter('60s').queuedFor('3m')
      const parameters = [{ name: 'TARGET', value: 'arm64', secret: false }]
      const open = kept(await codeArtsWorld(scenario, { source, parameters }))
      meet(open, 'start', fault.reset('after-acting'), [1, 1])
      expect(await open.main()).toMatchObject(succeeded)
    },
  )

  it('is no reason for a green post step while a build in the queue may be ours', async () => {
    const scenario = build().step('Compile', lines(40)).succeedsAfter('60s').queuedFor('10m')
    const open = kept(
      await codeArtsWorld(scenario, {
        source: { kind: 'default' },
        simulator: { offers: { historyParameters: false } },
      }),
    )
    meet(open, 'start', fault.reset('after-acting'), [1, 1])
    expect(await open.main({ timeoutMs: 30_000 })).toMatchObject({ kind: 'lost' })
    expect(await open.post()).toMatchObject({ kind: 'unconfirmed' })
  })

  it('is lost while the history is down for good, and the post step says that it could not look', async () => {
    const run = await unanswered()
    run.simulator.faults.add({ route: 'history', call: 'every', fault: fault.status(503) })
    expect(await run.main({ timeoutMs: 60_000 })).toMatchObject({ kind: 'lost' })
    expect(await run.post()).toMatchObject({ kind: 'unconfirmed' })
  })

  it('is left to the post step, which stops it, when the history comes back too late for main', async () => {
    const run = await unanswered()
    const rule = { route: 'history', call: 'every', fault: fault.status(503) } as const
    const restore = run.simulator.faults.add(rule)
    expect(await run.main({ timeoutMs: 20_000 })).toMatchObject({ kind: 'lost' })
    restore()
    expect(await run.post()).toMatchObject({ kind: 'stopped' })
    expect(run.simulator.builds.map(({ state }) => state)).toEqual(['ended'])
  })
})
