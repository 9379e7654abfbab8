import { describe, expect, it } from '@jest/globals'
import { Attempts } from '../../../../../src/clouds/huawei/codearts-build/definitions/attempts.js'
import { ActionError } from '../../../../../src/core/errors.js'
import { VirtualClock } from '../../../../support/virtual-clock.js'

const trouble = new ActionError('service-error', 'HTTP 503', {
  hint: '',
  transient: true,
  delivery: 'unclear',
})

function attempts() {
  const clock = new VirtualClock()
  const cancel = new AbortController()
  const warned: string[] = []
  const made = new Attempts({
    clock,
    random: () => 0.5,
    cancel: cancel.signal,
    warn: ({ message }) => void warned.push(message),
  })
  const since = clock.now()
  return { made, clock, cancel, warned, elapsed: () => clock.now() - since }
}

/** Never answered; ends when its signal does. */
function hanging(signal: AbortSignal): Promise<never> {
  return new Promise((_resolve, reject) => {
    signal.addEventListener('abort', () => reject(signal.reason as Error), { once: true })
  })
}

describe('What may pass', () => {
  it.each(['read', 'write'] as const)(
    'is repeated for 10 minutes, with a warning a minute: a %s',
    async (kind) => {
      const { made, elapsed, warned } = attempts()
      await expect(made[kind](() => Promise.reject(trouble))).rejects.toBe(trouble)
      expect(elapsed()).toBe(10 * 60_000)
      expect(warned.length).toBeGreaterThanOrEqual(9)
    },
  )

  it.each(['read', 'write'] as const)('ends at once where it can not pass: a %s', async (kind) => {
    const { made, elapsed } = attempts()
    const refused = new ActionError('refused', 'no', { hint: '' })
    await expect(made[kind](() => Promise.reject(refused))).rejects.toBe(refused)
    expect(elapsed()).toBe(0)
  })
})

describe('A cancel', () => {
  it('ends a read at once, in our own words', async () => {
    const { made, clock, cancel, elapsed } = attempts()
    clock.at(clock.now() + 100, () => cancel.abort('SIGINT'))
    await expect(made.read(hanging)).rejects.toMatchObject({
      code: 'refused',
      message: 'The workflow was cancelled.',
    })
    expect(elapsed()).toBe(100)
    expect(made.isCancelled).toBe(true)
  })

  it('begins no write', async () => {
    const { made, cancel } = attempts()
    cancel.abort('SIGINT')
    let calls = 0
    const write = () => Promise.resolve((calls += 1))
    await expect(made.write(write)).rejects.toThrow('The workflow was cancelled.')
    expect(calls).toBe(0)
  })

  it('leaves a write on its way 5 s to be answered', async () => {
    const { made, clock, cancel, elapsed } = attempts()
    clock.at(clock.now() + 100, () => cancel.abort('SIGINT'))
    const answer = made.write(async () => {
      await clock.sleep(4_000)
      return 'done'
    })
    expect(await answer).toBe('done')
    const [since, hangs] = [elapsed(), attempts()]
    expect(since).toBe(4_000)
    hangs.clock.at(hangs.clock.now() + 100, () => hangs.cancel.abort('SIGINT'))
    await expect(hangs.made.write(hanging)).rejects.toThrow('The workflow was cancelled.')
    expect(hangs.elapsed()).toBe(5_100)
  })

  it('repeats no write that failed meanwhile', async () => {
    const { made, clock, cancel, elapsed } = attempts()
    clock.at(clock.now() + 100, () => cancel.abort('SIGINT'))
    let calls = 0
    const write = async (): Promise<never> => {
      calls += 1
      await clock.sleep(1_000)
      throw trouble
    }
    await expect(made.write(write)).rejects.toThrow('The workflow was cancelled.')
    expect([calls, elapsed()]).toEqual([1, 1_000])
  })

  it('cuts a pause short', async () => {
    const { made, clock, cancel, elapsed } = attempts()
    clock.at(clock.now() + 100, () => cancel.abort('SIGINT'))
    await made.pause(60_000)
    expect([elapsed(), made.now()]).toEqual([100, clock.now()])
  })

  it('leaves other faults as they are', async () => {
    const { made, cancel } = attempts()
    const fault = new ActionError('refused', 'no', { hint: '' })
    const call = () => {
      cancel.abort('SIGINT')
      return Promise.reject(fault)
    }
    await expect(made.read(call)).rejects.toMatchObject({ message: 'The workflow was cancelled.' })
    await expect(
      attempts().made.read(() => Promise.reject(new TypeError('a defect'))),
    ).rejects.toMatchObject({
      code: 'internal',
    })
  })
})
