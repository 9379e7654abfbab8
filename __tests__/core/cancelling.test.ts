import { describe, expect, it } from '@jest/globals'
import { failing, fault, hanging, STARTED } from '../support/fake-backend.js'
import { Bench } from '../support/supervision.js'

const SECOND = 1_000
const MINUTE = 60 * SECOND

describe('Cancelling', () => {
  it('sends the stop at once and reports the end it sees', async () => {
    const bench = new Bench({ endsAt: MINUTE, stopTakes: SECOND }).cancelsAt(10 * SECOND)
    const outcome = await bench.supervise()
    expect(bench.backend.at('stop')).toBe((bench.backend.startedAt ?? 0) + 10 * SECOND)
    expect(outcome).toMatchObject({ kind: 'cancelled', stop: 'confirmed' })
    expect(bench.phases()).toEqual(['starting', 'running', 'stopping', 'finished'])
  })

  it('drops a hanging look and a hanging log call', async () => {
    const bench = new Bench({ endsAt: MINUTE, stopTakes: 0 }).cancelsAt(5 * SECOND)
    bench.backend.twists.snapshot = hanging([1])
    bench.backend.twists.log = hanging([1])
    expect(await bench.supervise()).toMatchObject({ kind: 'cancelled', stop: 'confirmed' })
    expect(bench.backend.at('stop')).toBe((bench.backend.startedAt ?? 0) + 5 * SECOND)
  })

  it('awaits a start in flight and stops its build', async () => {
    const bench = new Bench({ endsAt: MINUTE, stopTakes: 0 }).cancelsAt(SECOND)
    bench.backend.twists.start = () => bench.clock.sleep(4 * SECOND)
    expect(await bench.supervise()).toMatchObject({ kind: 'cancelled', stop: 'confirmed' })
    expect(bench.backend.runs).toBe(false)
  })

  it('leaves a start that never answers to the post step', async () => {
    const bench = new Bench({ endsAt: MINUTE }).cancelsAt(SECOND)
    bench.backend.twists.start = hanging([1])
    const before = bench.clock.now()
    expect(await bench.supervise()).toMatchObject({ kind: 'lost' })
    expect(bench.phases()).toEqual(['starting'])
    expect(bench.clock.now() - before).toBeLessThan(7.5 * SECOND)
  })

  it('stops the build whose start answer was dropped, once it is found', async () => {
    const bench = new Bench({ endsAt: MINUTE, stopTakes: 0 }).cancelsAt(SECOND)
    bench.backend.twists.start = async () => {
      bench.backend.startedAt = bench.clock.now()
      bench.backend.found = [STARTED]
      await bench.clock.sleep(2 * SECOND)
      throw fault('unclear')
    }
    expect(await bench.supervise()).toMatchObject({ kind: 'cancelled', stop: 'confirmed' })
    expect(bench.backend.count('start')).toBe(1)
  })

  it('before the start left starts nothing', async () => {
    const bench = new Bench()
    bench.cancel.abort('SIGINT')
    expect(await bench.supervise()).toEqual({ kind: 'not-started' })
    expect(bench.backend.calls).toEqual([])
  })

  it('repeats a stop that was throttled twice', async () => {
    const bench = new Bench({ endsAt: MINUTE, stopTakes: 0 }).cancelsAt(5 * SECOND)
    bench.backend.twists.stop = failing([1, 2], () => fault('answered', { retryAfterMs: 1_000 }))
    expect(await bench.supervise()).toMatchObject({ kind: 'cancelled', stop: 'confirmed' })
    expect(bench.backend.count('stop')).toBe(3)
  })

  it('leaves within 6.5 s when the stop is accepted and ignored', async () => {
    const bench = new Bench({ endsAt: 10 * MINUTE }).cancelsAt(5 * SECOND)
    expect(await bench.supervise()).toMatchObject({ kind: 'cancelled', stop: 'requested' })
    const left = bench.clock.now() - (bench.backend.startedAt ?? 0) - 5 * SECOND
    expect(left).toBeLessThan(6.5 * SECOND)
    expect(bench.phases().at(-1)).toBe('stopping')
  })

  it('says that a stop never got through', async () => {
    const bench = new Bench({ endsAt: 10 * MINUTE }).cancelsAt(5 * SECOND)
    bench.backend.twists.stop = () => Promise.reject(fault('unclear'))
    expect(await bench.supervise()).toMatchObject({ kind: 'cancelled', stop: 'failed' })
  })

  it('tells an end that came meanwhile as it was', async () => {
    const bench = new Bench({ endsAt: 10 * SECOND }).cancelsAt(10 * SECOND - 1)
    bench.backend.twists.stop = () => bench.clock.sleep(100)
    const outcome = await bench.supervise()
    expect(outcome).toMatchObject({ kind: 'cancelled', ended: { conclusion: 'succeeded' } })
  })

  it('tells nothing more of how a build lives whose end was asked for', async () => {
    const bench = new Bench({ runsFrom: MINUTE, endsAt: 10 * MINUTE, stopTakes: 3 * SECOND })
    await bench.cancelsAt(200).supervise()
    const told = bench.reporter.looks.filter(({ stopping }) => stopping === undefined)
    expect(bench.reporter.looks.length).toBeGreaterThan(2)
    expect(told).toEqual([])
  })

  it('leaves the build alone when it shall not be stopped', async () => {
    const bench = new Bench({ endsAt: MINUTE }).cancelsAt(5 * SECOND)
    const outcome = await bench.supervise({ stopOnCancel: false })
    expect(outcome).toMatchObject({ kind: 'cancelled', stop: 'not-asked' })
    expect(bench.backend.count('stop')).toBe(0)
    expect(bench.phases().at(-1)).toBe('left')
  })

  it('prints the lines that are there before it leaves', async () => {
    const bench = new Bench({
      endsAt: MINUTE,
      stopTakes: 0,
      log: [[4_999, 'last words\n']],
    }).cancelsAt(5 * SECOND)
    await bench.supervise()
    expect(bench.sink.text).toBe('last words\n')
  })
})
