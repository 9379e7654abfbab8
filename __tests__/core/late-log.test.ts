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

describe('A log that grows for ever after the end', () => {
  const endless = Array.from(
    { length: 8_000 },
    (_, second) => [second * SECOND, `${second}\n`] as const,
  )

  it.each([
    ['by the time of the step', 60 * SECOND, 60 * SECOND],
    ['after 10 minutes, where the step has no limit', undefined, 610 * SECOND],
  ])('is cut off %s, with one warning, and the verdict stands', async (_how, timeoutMs, atMost) => {
    const bench = new Bench({ endsAt: 9 * SECOND, log: endless })
    const outcome = await bench.supervise(timeoutMs === undefined ? {} : { timeoutMs })
    expect(outcome).toMatchObject({ kind: 'ended', ended: { conclusion: 'succeeded' } })
    expect(bench.clock.now() - (bench.backend.startedAt ?? 0)).toBeLessThan(atMost + 5 * SECOND)
    expect(bench.reporter.warnings.map(({ message }) => message)).toEqual([
      expect.stringContaining('still growing'),
    ])
  })
})

describe('A sink that rejects', () => {
  it('is asked again with the next chunk, and a hanging call is still ended', async () => {
    const bench = new Bench({ endsAt: 9 * SECOND, log: LOG })
    let count = 0
    const sink: LogSink = {
      write: async (bytes) => {
        count += 1
        if (count === 1) throw new Error('the disk is full')
        await bench.sink.write(bytes)
      },
    }
    // From the end on, the log's call hangs: only a pump that knows that nothing is being written ends it.
    bench.backend.twists.log = async (calls, signal) => {
      if (calls > 6) await bench.clock.sleep(10_000 * SECOND, signal)
    }
    const parts = { ...bench.parts(), liveLog: sink }
    expect(await supervise(parts, PLAN, bench.cancel.signal)).toMatchObject({ kind: 'ended' })
    expect(bench.sink.text).toBe('one\ntwo\n')
    expect(bench.clock.now() - (bench.backend.startedAt ?? 0)).toBeLessThan(60 * SECOND)
  })
})
