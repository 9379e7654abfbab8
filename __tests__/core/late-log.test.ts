import { describe, expect, it } from '@jest/globals'
import type { LogSink } from '../../src/core/ports.js'
import { supervise } from '../../src/core/supervisor.js'
import { Bench, PLAN } from '../support/supervision.js'

const SECOND = 1_000
const LOG = [[0, 'one\n'] as const, [2 * SECOND, 'two\n'] as const]

/** A run whose log is asked for after its end only, if at all. */
async function withLateLog(bench: Bench, lateLog?: () => LogSink | undefined) {
  const { backend, clock, journal, reporter, random } = bench.parts()
  const parts = { backend, clock, journal, reporter, random, ...(lateLog && { lateLog }) }
  return await supervise(parts, PLAN, bench.cancel.signal)
}

describe('A log that nobody reads while the build runs', () => {
  it('is printed whole after the end, where it is wanted then', async () => {
    const bench = new Bench({ endsAt: 9 * SECOND, conclusion: 'failed', log: LOG })
    expect(await withLateLog(bench, () => bench.sink)).toMatchObject({ kind: 'ended' })
    expect(bench.sink.text).toBe('one\ntwo\n')
    expect(bench.backend.at('log')).toBeGreaterThanOrEqual((bench.backend.startedAt ?? 0) + 9_000)
  })

  it.each([
    ['asked and not wanted', () => undefined] as const,
    ['never asked for', undefined] as const,
  ])('is not fetched where it is %s', async (_how, lateLog) => {
    const bench = new Bench({ endsAt: 9 * SECOND, log: LOG })
    expect(await withLateLog(bench, lateLog)).toMatchObject({ kind: 'ended' })
    expect(bench.backend.count('log')).toBe(0)
  })

  it('does not outlast the window of a cancellation that saw the end', async () => {
    const bench = new Bench({ stopTakes: SECOND, log: LOG }).cancelsAt(5 * SECOND)
    const outcome = await withLateLog(bench, () => ({
      write: () => bench.clock.sleep(600 * SECOND),
    }))
    expect(outcome).toMatchObject({ kind: 'cancelled', stop: 'confirmed' })
    expect(bench.clock.now() - (bench.backend.startedAt ?? 0)).toBeLessThan(13 * SECOND)
  })
})
