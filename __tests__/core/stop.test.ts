import { describe, expect, it } from '@jest/globals'
import { ActionError } from '../../src/core/errors.js'
import { endOf, type Outcome } from '../../src/core/outcome.js'
import type { EndedRun } from '../../src/core/run.js'
import { startOnce } from '../../src/core/start.js'
import { stopRun } from '../../src/core/stop.js'
import { failing, fault, hanging, STARTED } from '../support/fake-backend.js'
import { Bench } from '../support/supervision.js'

const SECOND = 1_000
const refused = () => new ActionError('credentials-refused', 'No.', { hint: 'Check the key.' })

/** Stops a live build, for ten seconds at most. */
async function stopping(bench: Bench, windowMs = 10 * SECOND) {
  const { backend, clock, reporter } = bench
  backend.startedAt = clock.now()
  const window = new AbortController()
  clock.at(clock.now() + windowMs, () => window.abort())
  return await stopRun(
    { backend, clock, reporter, run: STARTED.ref, name: 'build #7' },
    window.signal,
  )
}

describe('A stop', () => {
  it('that hangs is given up after 2.5 s, said once, and asked for again', async () => {
    const bench = new Bench({ stopTakes: 0 })
    bench.backend.twists.stop = hanging([1, 2])
    expect(await stopping(bench)).toMatchObject({ result: 'confirmed' })
    expect(bench.reporter.notes).toEqual([
      'A stop request of build #7 failed: No answer within 2.5 s.',
    ])
    const [first, second, third] = bench.backend.calls
      .filter(({ call }) => call === 'stop')
      .map(({ at }) => at)
    expect(Number(second) - Number(first)).toBeGreaterThanOrEqual(2.5 * SECOND)
    expect(Number(third) - Number(second)).toBeGreaterThanOrEqual(2.5 * SECOND)
  })

  it('that fails as its window closes says nothing of that', async () => {
    const bench = new Bench()
    bench.backend.twists.stop = hanging([1])
    expect(await stopping(bench, SECOND)).toMatchObject({ result: 'failed' })
    expect(bench.reporter.notes).toEqual([])
  })

  it('is accepted, and looked at three times at most with credentials that are refused', async () => {
    const bench = new Bench()
    bench.backend.twists.snapshot = () => Promise.reject(refused())
    expect(await stopping(bench)).toMatchObject({ result: 'requested' })
    expect(bench.backend.count('snapshot')).toBe(3)
  })

  it('repeats a look that failed for another reason', async () => {
    const bench = new Bench({ stopTakes: 0 })
    bench.backend.twists.snapshot = failing([1, 2, 3, 4], () => fault('unclear'))
    expect(await stopping(bench)).toMatchObject({ result: 'confirmed' })
  })

  it('at the time limit that the build escaped by its own end leaves that verdict', async () => {
    const bench = new Bench({ endsAt: 5_050 })
    bench.backend.twists.stop = () => bench.clock.sleep(200)
    const outcome = await bench.supervise({ timeoutMs: 5 * SECOND })
    expect(outcome).toMatchObject({ kind: 'ended', ended: { conclusion: 'succeeded' } })
  })
})

describe('A start without any time left', () => {
  it('is not sent, and says why', async () => {
    const bench = new Bench()
    const over = AbortSignal.abort()
    const limits = { cancel: new AbortController().signal, request: over, search: over }
    expect(await startOnce(bench.parts(), limits)).toMatchObject({
      kind: 'not-started',
      error: { message: expect.stringContaining('time limit was over'), delivery: 'not-delivered' },
    })
    expect(bench.backend.count('start')).toBe(0)
  })
})

describe('endOf', () => {
  const ended: EndedRun = { phase: 'ended', conclusion: 'failed', facts: { word: 'FAILURE' } }
  const run = STARTED

  it.each<Outcome>([
    { kind: 'ended', run, ended },
    { kind: 'cancelled', cause: 'SIGINT', run, stop: 'confirmed', ended },
    { kind: 'deadline', limitMs: 30 * 60_000, run, stop: 'confirmed', ended },
  ])('finds the end of a run that was seen to end: %j', (outcome) => {
    expect(endOf(outcome)).toEqual({ run, ended })
  })

  it.each<Outcome>([
    { kind: 'started', run },
    { kind: 'not-started' },
    { kind: 'lost', error: refused(), run },
    { kind: 'cancelled', cause: 'SIGINT', run, stop: 'requested' },
  ])('finds none where no end was seen: %j', (outcome) => {
    expect(endOf(outcome)).toBeUndefined()
  })
})
