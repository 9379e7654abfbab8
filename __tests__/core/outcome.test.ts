import { describe, expect, it } from '@jest/globals'
import { ActionError, assertNever } from '../../src/core/errors.js'
import { endOf, isInterrupted, type Outcome } from '../../src/core/outcome.js'
import type { Conclusion, EndedRun } from '../../src/core/run.js'
import { STARTED as run } from '../support/fake-backend.js'

const error = new ActionError('no-answer', 'Nothing came.', { hint: 'Look.' })
const end = (conclusion: Conclusion): EndedRun => ({
  phase: 'ended',
  conclusion,
  facts: { word: conclusion },
})

/** Each outcome, whether it is interrupted, and whether it has an end. */
const table: readonly (readonly [Outcome, boolean, boolean])[] = [
  [{ kind: 'not-started' }, false, false],
  [{ kind: 'started', run }, false, false],
  [{ kind: 'waiting', run, waiting: { phase: 'waiting', facts: { word: '5' } } }, false, false],
  [{ kind: 'ended', run, ended: end('failed') }, false, true],
  [{ kind: 'ended', run, ended: end('stopped') }, true, true],
  [{ kind: 'reused', run, ended: end('succeeded') }, false, true],
  [{ kind: 'cancelled', cause: 'SIGINT', run, stop: 'requested' }, true, false],
  [
    { kind: 'cancelled', cause: 'SIGINT', run, stop: 'confirmed', ended: end('stopped') },
    true,
    true,
  ],
  [
    { kind: 'cancelled', cause: 'SIGINT', run, stop: 'confirmed', ended: end('failed') },
    false,
    true,
  ],
  [{ kind: 'deadline', limitMs: 1, run, stop: 'confirmed', ended: end('failed') }, true, true],
  [{ kind: 'deadline', limitMs: 1, run, stop: 'failed' }, true, false],
  [{ kind: 'unrecorded', error, run, stop: 'confirmed' }, true, false],
  [{ kind: 'lost', error, run }, false, false],
]

describe('An outcome', () => {
  it.each(table)('%j is interrupted: %j, with an end: %j', (outcome, interrupted, hasEnd) => {
    expect(isInterrupted(outcome)).toBe(interrupted)
    const found = endOf(outcome)
    const ended = 'ended' in outcome ? outcome.ended : undefined
    expect(found).toEqual(hasEnd ? { run, ended } : undefined)
  })
})

describe('An error', () => {
  it('keeps what is not told anew', () => {
    const full = new ActionError('throttled', 'Slow.', {
      hint: 'Wait.',
      delivery: 'not-delivered',
      transient: true,
      retryAfterMs: 7,
      httpStatus: 429,
      remoteCode: 'X',
      requestId: 'r',
    })
    expect(full.with({ message: 'Slower.', httpStatus: 503 })).toMatchObject({
      code: 'throttled',
      message: 'Slower.',
      hint: 'Wait.',
      delivery: 'not-delivered',
      transient: true,
      retryAfterMs: 7,
      httpStatus: 503,
      remoteCode: 'X',
      requestId: 'r',
    })
  })

  it('names a case that nobody handles', () => {
    const forged: never = JSON.parse('"new"') as never
    expect(() => assertNever(forged)).toThrow('Unhandled case: "new"')
  })
})
