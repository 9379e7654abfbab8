import { describe, expect, it } from '@jest/globals'
import { lookUps } from '../../src/actions/look-ups.js'
import { ActionError } from '../../src/core/errors.js'
import { VirtualClock } from '../support/virtual-clock.js'

const MINUTE = 60_000
const down = new ActionError('unreachable', 'GET x was not sent: ECONNREFUSED', {
  hint: 'Check the region.',
  transient: true,
  delivery: 'not-delivered',
})

async function reading(wishes: { timeoutMs?: number; mostTries?: number }, error = down) {
  const clock = new VirtualClock()
  const began = clock.now()
  const cancel = new AbortController()
  const warned: number[] = []
  let tries = 0
  const look = lookUps({ clock, random: () => 0.5, cancel: cancel.signal } as never, {
    warn: () => void warned.push(clock.now() - began),
    ...wishes,
  })
  const failed = await look
    .read(() => {
      tries += 1
      return Promise.reject(error)
    })
    .then(
      () => undefined,
      (fault: unknown) => fault as ActionError,
    )
  look.close()
  return { failed, warned, tries, tookMs: clock.now() - began }
}

describe('A look-up at a service that can not be reached', () => {
  it('is told of at once and then each minute', async () => {
    const { warned, tookMs } = await reading({})
    expect(warned[0]).toBe(0)
    expect(warned.length).toBeGreaterThanOrEqual(4)
    expect(tookMs).toBeGreaterThan(4 * MINUTE)
  })

  it('ends with timeout-minutes, and says what failed last', async () => {
    const { failed, tookMs } = await reading({ timeoutMs: 90_000 })
    expect(tookMs).toBe(90_000)
    expect(failed?.message).toBe(
      'The task could not be looked up in time (timeout-minutes: 1.5). GET x was not sent: ECONNREFUSED.',
    )
  })

  it('is tried three times in a dry run', async () => {
    expect(await reading({ mostTries: 3 })).toMatchObject({ tries: 3, failed: down })
  })

  it('is not repeated for minutes where the answer has an unknown form', async () => {
    const strange = new ActionError('bad-answer', 'x', { hint: 'y', transient: true })
    const { tries, tookMs } = await reading({}, strange)
    expect(tries).toBe(3)
    expect(tookMs).toBeLessThan(10_000)
  })
})
