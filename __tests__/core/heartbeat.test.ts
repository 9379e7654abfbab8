import { describe, expect, it } from '@jest/globals'
import type { Step } from '../../src/core/run.js'
import { supervise } from '../../src/core/supervisor.js'
import { Bench, PLAN } from '../support/supervision.js'

const MINUTE = 60_000
const STEPS: readonly Step[] = [{ name: 'Compile', status: 'running' }]

function silent(bench: Bench, steps: () => Promise<readonly Step[]>): { beats: number[] } {
  const heard: { beats: number[] } = { beats: [] }
  const start = bench.clock.now()
  const pulse = {
    get lastPrintedAt() {
      return heard.beats.at(-1) ?? start
    },
    alive: () => void heard.beats.push(bench.clock.now()),
  }
  void supervise(
    { ...bench.parts(), backend: Object.assign(bench.backend, { steps }), pulse },
    PLAN,
    bench.cancel.signal,
  ).then(() => heard.beats.push(Number.POSITIVE_INFINITY))
  return heard
}

describe('A run that says nothing for long', () => {
  it('is told to live once a minute, and no more after its end', async () => {
    const bench = new Bench({ endsAt: 5 * MINUTE })
    const heard = silent(bench, () => Promise.resolve(STEPS))
    await bench.clock.sleep(10 * MINUTE)
    expect(heard.beats.length - 1).toBeGreaterThanOrEqual(4)
    expect(heard.beats.length - 1).toBeLessThanOrEqual(5)
    expect(heard.beats.at(-1)).toBe(Number.POSITIVE_INFINITY)
  })

  it('is told to live also where its steps can not be had', async () => {
    const bench = new Bench({ endsAt: 3 * MINUTE })
    const heard = silent(bench, () => Promise.reject(new Error('no steps')))
    await bench.clock.sleep(10 * MINUTE)
    expect(heard.beats.length).toBeGreaterThan(2)
  })

  it('does not keep a cancelled run waiting for its steps', async () => {
    const bench = new Bench({ endsAt: 60 * MINUTE, stopTakes: 0 }).cancelsAt(2 * MINUTE)
    silent(bench, () => new Promise(() => undefined))
    await bench.clock.sleep(2 * MINUTE + 100)
    expect(bench.backend.count('stop')).toBe(1)
  })
})
