import { describe, expect, it } from '@jest/globals'
import { earlierBuild } from '../../../src/actions/build/earlier-build.js'
import type { EarlierBuild } from '../../../src/clouds/huawei/codearts-build/backend.js'
import type { Repeated } from '../../../src/clouds/huawei/codearts-build/reuse/index.js'
import { ActionError } from '../../../src/core/errors.js'
import { capturedAt } from '../../findings/captured.js'
import { PLAN } from '../../support/supervision.js'
import { VirtualClock } from '../../support/virtual-clock.js'
import { contextOf } from '../test-context.js'

const HIT: NonNullable<EarlierBuild['hit']> = {
  run: { ref: { run: 7 }, number: '7', name: 'build #7' },
  ended: { phase: 'ended', conclusion: 'succeeded', facts: { word: 'SUCCESS' } },
  ageMs: 1,
}

interface Look {
  readonly timeoutMs?: number
  readonly find: (
    signal: AbortSignal,
    clock: VirtualClock,
    repeated: Repeated,
  ) => Promise<EarlierBuild>
  /** When the workflow is cancelled. */
  readonly cancelAt?: number
}

async function look({ find, timeoutMs, cancelAt }: Look) {
  const clock = new VirtualClock()
  const cancel = new AbortController()
  const { console, text } = capturedAt(() => clock.now())
  const context = contextOf({
    console,
    clock,
    cancel: cancel.signal,
    outputs: new Map<never, string>(),
  })
  const since = clock.now()
  if (cancelAt !== undefined) clock.at(since + cancelAt, () => cancel.abort('SIGINT'))
  const found = await earlierBuild(
    { kind: 'success', maxAgeMs: 1 },
    { findEarlier: (_maxAgeMs, repeated, signal) => find(signal, clock, repeated) },
    { ...PLAN, ...(timeoutMs !== undefined && { timeoutMs }) },
    context,
  )
  return { found, printed: text(), elapsedMs: clock.now() - since }
}

/** Ends when its signal does. */
function hanging(signal: AbortSignal): Promise<never> {
  return new Promise((_resolve, reject) => {
    signal.addEventListener('abort', () => reject(signal.reason as Error), { once: true })
  })
}

describe('The look-up of an earlier build', () => {
  it('gives the one that was found', async () => {
    const { found, printed } = await look({ find: () => Promise.resolve({ hit: HIT, notes: [] }) })
    expect([found, printed]).toEqual([HIT, ''])
  })

  it('says why there is none, in five lines at most', async () => {
    const notes = Array.from({ length: 9 }, (_, at) => `Build #${at} is not reused: x.`)
    const { found, printed } = await look({ find: () => Promise.resolve({ notes }) })
    expect(found).toBeUndefined()
    expect(printed.trimEnd().split('\n')).toHaveLength(5)
  })

  it('starts the build where the history can not be read', async () => {
    const error = new ActionError('service-error', 'HTTP 503', { hint: '' })
    const { found, printed } = await look({ find: () => Promise.reject(error) })
    expect([found, printed]).toEqual([undefined, 'No earlier build is reused: HTTP 503\n'])
  })

  it('repeats a read whose failure may pass, and starts the build where it does not', async () => {
    const error = new ActionError('service-error', 'HTTP 503', { hint: '', transient: true })
    const failing = (times: number) => () => {
      times -= 1
      return times < 0 ? Promise.resolve({ hit: HIT, notes: [] }) : Promise.reject(error)
    }
    const passing = failing(2)
    const found = await look({ find: (_signal, _clock, repeated) => repeated(passing) })
    expect([found.found, found.printed]).toEqual([HIT, ''])
    const lasting = failing(1_000)
    const none = await look({ find: (_signal, _clock, repeated) => repeated(lasting) })
    expect([none.found, none.printed]).toEqual([
      undefined,
      'No earlier build is reused: HTTP 503\n',
    ])
    expect(none.elapsedMs).toBeGreaterThanOrEqual(10_000)
    expect(none.elapsedMs).toBeLessThan(20_000)
  })

  it.each<readonly [limit: number | undefined, afterMs: number]>([
    [undefined, 20_000],
    [5_000, 5_000],
  ])('ends after 20 s, and before a timeout of %j ms', async (timeoutMs, afterMs) => {
    const { found, printed, elapsedMs } = await look({
      find: hanging,
      ...(timeoutMs && { timeoutMs }),
    })
    expect([found, elapsedMs]).toEqual([undefined, afterMs])
    expect(printed).toContain('the look-up took too long')
  })

  it('ends with the workflow, and says nothing then', async () => {
    const { found, printed, elapsedMs } = await look({ find: hanging, cancelAt: 100 })
    expect([found, printed, elapsedMs]).toEqual([undefined, '', 100])
  })
})
