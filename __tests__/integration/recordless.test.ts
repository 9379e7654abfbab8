import { describe, expect, it } from '@jest/globals'
import { build, lines, type Scenario } from '../simulator/index.js'
import type { Offers } from '../simulator/options.js'
import { codeArtsWorld, type CodeArtsWorld } from '../world/index.js'
import { closedAfterEach } from '../support/closing.js'

const kept = closedAfterEach<CodeArtsWorld>((run) => expect(run.simulator.problems).toEqual([]))

async function without(offers: Offers, scenario: Scenario): Promise<CodeArtsWorld> {
  return kept(
    await codeArtsWorld(scenario, { simulator: { offers: { recordInfo: [], ...offers } } }),
  )
}

const good = build().queuedFor('20s').step('Compile', lines(30)).succeedsAfter('3m')

describe('A build whose record is published nowhere', () => {
  it.each(['period-history', 'history', 'v1-list'] as const)(
    'ends as the history says (%s)',
    async (dialect) => {
      const at = await without({ history: [dialect] }, good)
      const outcome = await at.supervise()
      expect(outcome).toMatchObject({ kind: 'ended', ended: { conclusion: 'succeeded' } })
      expect(at.printed).toContain('Finished: SUCCESS')
      expect(at.clock.now() - (at.reporter.startedAt ?? 0)).toBeLessThan(230_000)
      expect(at.reporter.warnings).toEqual([])
    },
  )

  it.each([
    ['FAILURE', 'failed'],
    ['ABORTED', 'stopped'],
    ['TIMEOUT', 'timed-out'],
    ['COMPLETED', 'unknown'],
  ])('ends by the same table (%s)', async (word, conclusion) => {
    const at = await without({}, good.endsWith(word))
    expect(await at.supervise()).toMatchObject({ kind: 'ended', ended: { conclusion } })
  })

  it('does not end by a word that has no end time beside it', async () => {
    const at = await without({}, good.claims('SUCCESS', '30s', '60s'))
    expect(await at.supervise()).toMatchObject({
      kind: 'ended',
      ended: { conclusion: 'succeeded' },
    })
    expect(at.simulator.builds[0]?.state).toBe('ended')
    expect(at.clock.now() - (at.reporter.startedAt ?? 0)).toBeGreaterThan(200_000)
  })

  it('is stopped, and its end is seen, after a cancel', async () => {
    const at = await without({}, good.stopTakes('1s'))
    const outcome = await at.cancels({ atMs: 60_000 }).supervise()
    expect(outcome).toMatchObject({ kind: 'cancelled', ended: { conclusion: 'stopped' } })
  })

  it('is lost two minutes after nothing runs any more where no history is there either', async () => {
    const at = await without({ history: [] }, good)
    const outcome = await at.supervise()
    expect(outcome).toMatchObject({
      kind: 'lost',
      error: { message: expect.stringMatching(/^Nothing of the task runs any more/) },
    })
    const afterEnd = at.clock.now() - (at.reporter.startedAt ?? 0) - 200_000
    expect(afterEnd).toBeGreaterThan(119_000)
    expect(afterEnd).toBeLessThan(170_000)
  })

  it('is lost after ten minutes where nothing tells anything', async () => {
    const at = await without({ history: [], status: [] }, good)
    expect(await at.supervise()).toMatchObject({ kind: 'lost' })
    const took = at.clock.now() - (at.reporter.startedAt ?? 0)
    expect(took).toBeLessThan(11 * 60_000)
    expect(took).toBeGreaterThan(9 * 60_000)
  })
})

describe('A log that no call reads', () => {
  it.each<[string, Offers]>([
    ['none of them is published', { recordInfo: ['v4'], log: [] }],
    ['and the record, which they need, is published nowhere', { log: [] }],
  ])('holds nothing up when %s, and the warning says so', async (_why, offers) => {
    const at = await without(offers, good)
    expect(await at.supervise()).toMatchObject({
      kind: 'ended',
      ended: { conclusion: 'succeeded' },
    })
    expect(at.clock.now() - (at.reporter.startedAt ?? 0)).toBeLessThan(215_000)
    expect(at.reporter.warnings.map(({ message }) => message)).toEqual([
      'The log is incomplete here: nothing could be read after line 0. No call that reads it is published at this address.',
    ])
  })

  it('counts as published where the whole of it is offered after the end', async () => {
    const at = await without({ recordInfo: ['v4'], log: ['download-log'] }, good)
    await at.supervise()
    expect(at.printed).toContain('Finished: SUCCESS')
    expect(at.reporter.warnings).toEqual([])
  })
})
