import { describe, expect, it } from '@jest/globals'
import { systemClock } from '../../src/core/system-clock.js'

const DAY_MS = 86_400_000

describe("The machine's own time", () => {
  it('passes while it sleeps', async () => {
    const began = systemClock.now()
    await systemClock.sleep(20)
    expect(systemClock.now() - began).toBeGreaterThanOrEqual(15)
  })

  it('is not slept away where nobody wants it any more', async () => {
    const began = systemClock.now()
    const drop = new AbortController()
    const sleeping = systemClock.sleep(DAY_MS, drop.signal)
    drop.abort()
    await sleeping
    await systemClock.sleep(DAY_MS, drop.signal)
    expect(systemClock.now() - began).toBeLessThan(5_000)
  })

  it('is slept for longer than a timer can count, and not for a moment', async () => {
    const drop = new AbortController()
    const long = systemClock.sleep(100 * DAY_MS, drop.signal).then(() => 'over')
    const soon = systemClock.sleep(20).then(() => 'sleeps')
    expect(await Promise.race([long, soon])).toBe('sleeps')
    drop.abort()
  })
})
