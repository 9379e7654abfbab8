import { describe, expect, it } from '@jest/globals'
import { supervise } from '../../src/core/supervisor.js'
import { Bench, PLAN } from '../support/supervision.js'
import { failing, fault, hanging, STARTED } from '../support/fake-backend.js'

const SECOND = 1_000
const MINUTE = 60 * SECOND

describe('A run that is left alone', () => {
  it('ends as the service says, with its whole log printed', async () => {
    const bench = new Bench({
      endsAt: 20 * SECOND,
      log: [
        [1 * SECOND, 'one\n'],
        [19 * SECOND, 'two\nFinished: SUCCESS\n'],
      ],
    })
    const outcome = await bench.supervise()
    expect(outcome).toMatchObject({ kind: 'ended', ended: { conclusion: 'succeeded' } })
    expect(bench.sink.text).toBe('one\ntwo\nFinished: SUCCESS\n')
    expect(bench.phases()).toEqual(['starting', 'running', 'finished'])
  })

  it('is seen to have ended within 2 s, by the closing line of its log', async () => {
    const bench = new Bench({
      endsAt: 5 * MINUTE,
      log: [
        [4 * MINUTE, 'work\n'],
        [5 * MINUTE, 'Finished: SUCCESS\n'],
      ],
    })
    await bench.supervise({ pollIntervalMs: 1_000 })
    expect(bench.clock.now() - (bench.backend.startedAt ?? 0) - 5 * MINUTE).toBeLessThan(4 * SECOND)
  })

  it('does not end at a closing line that the build printed itself', async () => {
    const bench = new Bench({
      endsAt: 60 * SECOND,
      log: [
        [2 * SECOND, 'Finished: SUCCESS\n'],
        [50 * SECOND, 'more\n'],
      ],
    })
    await bench.supervise()
    expect(bench.sink.text).toBe('Finished: SUCCESS\nmore\n')
    expect(bench.reporter.snapshots.at(-1)).toMatchObject({ phase: 'ended' })
  })

  it('waits for a tail that becomes readable 8 s after the end', async () => {
    const bench = new Bench({
      endsAt: 10 * SECOND,
      log: [
        [9 * SECOND, 'head\n'],
        [18 * SECOND, 'tail\n'],
      ],
    })
    await bench.supervise()
    expect(bench.sink.text).toBe('head\ntail\n')
  })

  it('does not wait for the log of a run that was never executed', async () => {
    const bench = new Bench({
      runsFrom: SECOND,
      endsAt: SECOND,
      conclusion: 'failed',
      executed: false,
    })
    await bench.supervise()
    expect(bench.clock.now() - (bench.backend.startedAt ?? 0)).toBeLessThan(5 * SECOND)
  })

  it('is asked for its record at most every other look while its log grows', async () => {
    const log = Array.from({ length: 1_200 }, (_, i) => [i * SECOND, `line ${i}\n`] as const)
    const bench = new Bench({
      endsAt: 20 * MINUTE,
      log: [...log, [20 * MINUTE, 'Finished: SUCCESS\n']],
    })
    await bench.supervise()
    expect(bench.backend.count('snapshot')).toBeLessThan(bench.backend.count('log') / 2)
    expect(bench.backend.count('snapshot') + bench.backend.count('log')).toBeLessThan(220)
  })

  it('is not waited for when nobody wants to wait', async () => {
    const bench = new Bench({ endsAt: 10 * SECOND })
    expect(await bench.supervise({ wait: false })).toEqual({ kind: 'started', run: STARTED })
    expect(bench.phases()).toEqual(['starting', 'running', 'left'])
    expect(bench.backend.count('snapshot')).toBe(0)
  })
})

describe('A time limit', () => {
  it('stops the build and says so', async () => {
    const bench = new Bench({ endsAt: 10 * MINUTE, stopTakes: SECOND })
    const outcome = await bench.supervise({ timeoutMs: MINUTE })
    expect(outcome).toMatchObject({ kind: 'deadline', stop: 'confirmed' })
    expect(bench.backend.at('stop')).toBe((bench.backend.startedAt ?? 0) + MINUTE)
  })

  it('leaves the build alone when it shall not be stopped', async () => {
    const bench = new Bench({ endsAt: 10 * MINUTE })
    const outcome = await bench.supervise({ timeoutMs: MINUTE, stopOnTimeout: false })
    expect(outcome).toMatchObject({ kind: 'deadline', stop: 'not-asked' })
    expect(bench.phases().at(-1)).toBe('left')
  })

  it('counts the time that the start took', async () => {
    const bench = new Bench()
    bench.backend.twists.start = failing([1, 2, 3, 4, 5, 6, 7, 8], () => fault('not-delivered'))
    const outcome = await bench.supervise({ timeoutMs: 10 * SECOND })
    expect(outcome).toMatchObject({ kind: 'not-started' })
    expect(bench.phases().at(-1)).toBe('not-started')
  })
})

describe('Trouble', () => {
  it('of 9 minutes is survived, with a warning each minute and no more', async () => {
    const bench = new Bench({ endsAt: 30 * MINUTE, stopTakes: 0 })
    const down = (): void => {
      const age = bench.clock.now() - (bench.backend.startedAt ?? 0)
      if (age > MINUTE && age < 10 * MINUTE) throw fault('not-delivered')
    }
    bench.backend.twists.snapshot = down
    bench.backend.twists.log = down
    expect(await bench.supervise()).toMatchObject({ kind: 'ended' })
    expect(bench.reporter.warnings.length).toBeLessThanOrEqual(9)
    expect(bench.reporter.warnings.length).toBeGreaterThanOrEqual(5)
  })

  it('of more than 10 minutes loses the run, for the post step to stop', async () => {
    const bench = new Bench({ endsAt: 60 * MINUTE })
    bench.backend.twists.snapshot = () => Promise.reject(fault('unclear'))
    expect(await bench.supervise()).toMatchObject({ kind: 'lost', run: STARTED })
    expect(bench.phases().at(-1)).toBe('lost')
    const lost = bench.clock.now() - (bench.backend.startedAt ?? 0)
    expect(lost).toBeGreaterThan(10 * MINUTE)
    expect(lost).toBeLessThan(12 * MINUTE)
  })

  it('with the log never changes the verdict, and is told once', async () => {
    const bench = new Bench({ endsAt: 10 * SECOND })
    bench.backend.twists.log = () => Promise.reject(fault('unclear'))
    const outcome = await bench.supervise()
    expect(outcome).toMatchObject({ kind: 'ended', ended: { conclusion: 'succeeded' } })
    expect(bench.reporter.warnings).toHaveLength(1)
    expect(bench.clock.now() - (bench.backend.startedAt ?? 0)).toBeLessThan(35 * SECOND)
  })

  it('with the log to the last is told as what it was, and not as a call that hangs', async () => {
    const bench = new Bench({ endsAt: 10 * SECOND })
    bench.backend.twists.log = () => Promise.reject(fault('unclear'))
    await bench.supervise()
    expect(bench.reporter.warnings.map(({ message }) => message)).toEqual([
      expect.stringContaining(fault('unclear').message),
    ])
  })

  it('with the log that ends within 19 s after the run leaves no gap', async () => {
    const bench = new Bench({ endsAt: 10 * SECOND, log: [[SECOND, 'one\n']] })
    bench.backend.twists.log = () => {
      const sinceStart = bench.clock.now() - (bench.backend.startedAt ?? 0)
      if (sinceStart < 28 * SECOND) throw fault('unclear')
    }
    await bench.supervise()
    expect(bench.sink.text).toBe('one\n')
    expect(bench.reporter.warnings).toEqual([])
  })

  it('with a log call that hangs does not hold up the end for longer than 20 s', async () => {
    const bench = new Bench({ endsAt: 10 * SECOND, log: [[SECOND, 'one\n']] })
    bench.backend.twists.log = hanging(Array.from({ length: 50 }, (_, i) => i + 2))
    const outcome = await bench.supervise()
    expect(outcome).toMatchObject({ kind: 'ended', ended: { conclusion: 'succeeded' } })
    expect(bench.sink.text).toBe('one\n')
    expect(bench.reporter.warnings).toHaveLength(1)
    const late = bench.clock.now() - (bench.backend.startedAt ?? 0) - 10 * SECOND
    expect(late).toBeLessThan(33 * SECOND)
  })

  it('does not take a slow reader of the console for a log that hangs', async () => {
    const log = Array.from({ length: 4 }, (_, i) => [SECOND, `line ${i}\n`] as const)
    const bench = new Bench({
      endsAt: 2 * SECOND,
      log: [...log, [2 * SECOND, 'Finished: SUCCESS\n']],
    })
    const parts = bench.parts()
    const slow = {
      write: async (bytes: Uint8Array) => {
        await bench.clock.sleep(30 * SECOND)
        await bench.sink.write(bytes)
      },
    }
    await supervise({ ...parts, liveLog: slow }, PLAN, bench.cancel.signal)
    expect(bench.sink.text).toBe(`${log.map(([, text]) => text).join('')}Finished: SUCCESS\n`)
    expect(bench.reporter.warnings).toEqual([])
  })

  it('with the log in between loses and repeats no line', async () => {
    const log = Array.from({ length: 50 }, (_, i) => [i * SECOND, `line ${i}\n`] as const)
    const bench = new Bench({ endsAt: 50 * SECOND, log })
    bench.backend.twists.log = failing([2, 3, 7, 11], () => fault('unclear'))
    await bench.supervise()
    expect(bench.sink.text).toBe(log.map(([, text]) => text).join(''))
  })
})
