import { describe, expect, it } from '@jest/globals'
import { SigningClock } from '../../src/sign-in/signing-clock.js'

const HOUR = 3_600_000

describe('A clock that was corrected', () => {
  it('is told of once, with how far it was off', () => {
    const told: number[] = []
    const clock = new SigningClock(
      () => HOUR,
      (offsetMs) => void told.push(offsetMs),
    )
    expect(clock.correctBy({ body: '', serverTime: new Date(HOUR + 30_000) })).toBe(false)
    expect(clock.correctBy({ body: '', serverTime: new Date(2 * HOUR) })).toBe(true)
    expect(clock.correctBy({ body: '', serverTime: new Date(3 * HOUR) })).toBe(false)
    expect(told).toEqual([HOUR])
    expect(clock.now()).toEqual(new Date(2 * HOUR))
  })
})
