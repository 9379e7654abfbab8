import { describe, expect, it } from '@jest/globals'
import { fault, hanging, STARTED } from '../support/fake-backend.js'
import { Bench } from '../support/supervision.js'
import { ActionError } from '../../src/core/errors.js'
import type { JournalEntry } from '../../src/core/journal-entry.js'
import { endOrphan, type Orphan } from '../../src/core/orphaned-run.js'

const RUN = STARTED.ref

function leftover(bench: Bench, entry: JournalEntry): Promise<Orphan> {
  return endOrphan({ ...bench.parts(), owner: 'shop' }, entry)
}

function running(bench: Bench): Bench {
  bench.backend.startedAt = bench.clock.now()
  return bench
}

describe('What main left behind', () => {
  it.each(['left', 'finished', 'not-started'] as const)(
    'is nothing after the phase %s: no request is made',
    async (phase) => {
      const bench = running(new Bench())
      expect(await leftover(bench, { phase })).toEqual({ kind: 'nothing' })
      expect(bench.backend.calls).toEqual([])
    },
  )

  it.each(['running', 'stopping', 'lost'] as const)(
    'is stopped when it still runs after the phase %s',
    async (phase) => {
      const bench = running(new Bench({ endsAt: 3_600_000, stopTakes: 20_000 }))
      expect(await leftover(bench, { phase, since: 0, run: RUN })).toMatchObject({
        kind: 'stopped',
      })
      expect(bench.backend.runs).toBe(false)
    },
  )

  it('is left in peace when it has ended', async () => {
    const bench = running(new Bench({ endsAt: 0 }))
    const result = await leftover(bench, { phase: 'running', since: 0, run: RUN })
    expect(result).toMatchObject({ kind: 'had-ended', ended: { conclusion: 'succeeded' } })
    expect(bench.backend.count('stop')).toBe(0)
  })

  it('is found when its number was never learnt', async () => {
    const bench = running(new Bench({ endsAt: 3_600_000, stopTakes: 0 }))
    bench.backend.found = [STARTED]
    expect(await leftover(bench, { phase: 'starting', since: 0 })).toMatchObject({
      kind: 'stopped',
    })
  })

  it('is nothing when no build appears', async () => {
    const bench = new Bench()
    const result = await leftover(bench, { phase: 'starting', since: 0 })
    expect(result).toEqual({ kind: 'never-started' })
  })

  it('can not be confirmed when the stop is ignored for a minute', async () => {
    const bench = running(new Bench({ endsAt: 3_600_000 }))
    const before = bench.clock.now()
    const result = await leftover(bench, { phase: 'running', since: 0, run: RUN })
    expect(result).toMatchObject({ kind: 'unconfirmed' })
    expect(bench.clock.now() - before).toBeLessThanOrEqual(61_000)
    expect(bench.backend.count('stop')).toBeGreaterThan(1)
  })

  it('is named with what it is of and its page in each line that speaks of it', async () => {
    const bench = running(new Bench({ endsAt: 3_600_000 }))
    bench.backend.twists.stop = () => Promise.reject(fault('unclear'))
    const left = await leftover(bench, { phase: 'running', since: 0, run: RUN })
    const page = 'https://console.example/7'
    expect(bench.reporter.notes).toEqual([
      `Build #7 of task shop still runs: stopping it. ${page}`,
      `A stop request of build #7 of task shop failed: Made up: unclear. ${page}`,
    ])
    expect(left).toMatchObject({
      error: {
        message: `Build #7 of task shop may go on: no stop request was accepted within a minute. ${page}`,
      },
    })
  })

  it('has ended by itself where its end is not that of a stop', async () => {
    const bench = running(new Bench({ endsAt: 500 }))
    const left = await leftover(bench, { phase: 'running', since: 0, run: RUN })
    expect(left).toMatchObject({ kind: 'had-ended', ended: { conclusion: 'succeeded' } })
  })

  it('can not be confirmed when several builds may be ours: none is stopped', async () => {
    const bench = running(new Bench({ endsAt: 3_600_000, stopTakes: 0 }))
    bench.backend.found = [STARTED, { ref: { build: 8 }, name: 'build #8', number: '8' }]
    const result = await leftover(bench, { phase: 'starting', since: 0 })
    expect(result).toMatchObject({ kind: 'unconfirmed', error: { code: 'ambiguous' } })
    expect(bench.backend.count('stop')).toBe(0)
  })

  it('is stopped even if the first look hangs', async () => {
    const bench = running(new Bench({ endsAt: 3_600_000, stopTakes: 0 }))
    bench.backend.twists.snapshot = hanging([1])
    const result = await leftover(bench, { phase: 'running', since: 0, run: RUN })
    expect(result).toMatchObject({ kind: 'stopped' })
  })

  it('is asked to stop three times at most with credentials that the service refuses', async () => {
    const bench = running(new Bench({ endsAt: 3_600_000 }))
    bench.backend.twists.stop = () =>
      Promise.reject(new ActionError('credentials-refused', 'No.', { hint: 'None.' }))
    const result = await leftover(bench, { phase: 'running', since: 0, run: RUN })
    expect(result).toMatchObject({ kind: 'unconfirmed' })
    expect(bench.backend.count('stop')).toBe(3)
  })

  it('can not be confirmed when the history stays unreadable', async () => {
    const bench = running(new Bench())
    bench.backend.twists.findStarted = () => Promise.reject(fault('unclear'))
    const result = await leftover(bench, { phase: 'starting', since: 0 })
    expect(result).toMatchObject({ kind: 'unconfirmed' })
  })
})
