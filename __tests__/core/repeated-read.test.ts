import { describe, expect, it } from '@jest/globals'
import { ActionError, type ErrorCode } from '../../src/core/errors.js'
import { repeatedRead } from '../../src/core/repeated-read.js'
import { VirtualClock } from '../support/virtual-clock.js'

const MINUTE = 60_000
const faultOf = (code: ErrorCode, transient = true) =>
  new ActionError(code, 'Made up.', { hint: 'None.', transient })

/** Fails as often as told; how often it was asked, how long it took, and what came of it. */
async function reading(fault: Error, failures: number, cancelAfterMs?: number) {
  const clock = new VirtualClock()
  const began = clock.now()
  const cancel = new AbortController()
  if (cancelAfterMs !== undefined) clock.at(began + cancelAfterMs, () => cancel.abort('SIGINT'))
  let asked = 0
  const read = () => {
    asked += 1
    return asked > failures ? Promise.resolve('read') : Promise.reject(fault)
  }
  const result: unknown = await repeatedRead(read, clock, () => 0.5, cancel.signal).catch(
    (error: unknown) => error,
  )
  return { result, asked, tookMs: clock.now() - began }
}

describe('A read that the start depends on', () => {
  it('is repeated while its failure may pass', async () => {
    expect(await reading(faultOf('service-error'), 3)).toMatchObject({ result: 'read', asked: 4 })
  })

  it('is given up after five minutes', async () => {
    const fault = faultOf('unreachable')
    const { result, tookMs } = await reading(fault, Number.POSITIVE_INFINITY)
    expect(result).toBe(fault)
    expect(tookMs).toBeGreaterThan(4 * MINUTE)
    expect(tookMs).toBeLessThanOrEqual(5 * MINUTE)
  })

  it.each([faultOf('refused', false), faultOf('not-found')])(
    'is not repeated where waiting does not help: %s',
    async (fault) => {
      expect(await reading(fault, 1)).toMatchObject({ result: fault, asked: 1 })
    },
  )

  it('that fails by a defect of ours says so at once', async () => {
    const { result } = await reading(new TypeError('oops'), 1)
    expect(result).toMatchObject({ code: 'internal' })
  })

  it('ends with a cancellation, and with its reason', async () => {
    const { result } = await reading(faultOf('service-error'), Number.POSITIVE_INFINITY, MINUTE)
    expect(result).toBe('SIGINT')
  })
})
