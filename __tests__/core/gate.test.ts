import { describe, expect, it } from '@jest/globals'
import { ActionError } from '../../src/core/errors.js'
import { gate } from '../../src/core/gate.js'
import type { Outcome } from '../../src/core/outcome.js'
import type { Conclusion, EndedRun } from '../../src/core/run.js'
import { STARTED, WORDS } from '../support/fake-backend.js'

const error = new ActionError('no-answer', 'Nothing came.', { hint: 'Look.' })

function ended(conclusion: Conclusion, word: string = conclusion.toUpperCase()): EndedRun {
  return { phase: 'ended', conclusion, facts: { word, reason: 'disk full' } }
}

const table: readonly (readonly [Outcome, string, 0 | 1])[] = [
  [{ kind: 'ended', run: STARTED, ended: ended('succeeded') }, 'succeeded', 0],
  [{ kind: 'ended', run: STARTED, ended: ended('failed') }, 'failed', 1],
  [{ kind: 'ended', run: STARTED, ended: ended('stopped') }, 'stopped', 1],
  [{ kind: 'ended', run: STARTED, ended: ended('timed-out') }, 'timed-out', 1],
  [{ kind: 'ended', run: STARTED, ended: ended('unknown', 'COMPLETED') }, 'failed', 1],
  [{ kind: 'started', run: STARTED }, 'started', 0],
  [{ kind: 'not-started' }, 'not-started', 1],
  [{ kind: 'not-started', error }, 'not-started', 1],
  [{ kind: 'lost', error }, 'lost', 1],
  [{ kind: 'lost', error, run: STARTED }, 'lost', 1],
  [{ kind: 'deadline', limitMs: 30 * 60_000, run: STARTED, stop: 'confirmed' }, 'timed-out', 1],
  [{ kind: 'deadline', limitMs: 30 * 60_000, run: STARTED, stop: 'requested' }, 'timed-out', 1],
  [{ kind: 'deadline', limitMs: 30 * 60_000, run: STARTED, stop: 'failed' }, 'timed-out', 1],
  [{ kind: 'deadline', limitMs: 30 * 60_000, run: STARTED, stop: 'not-asked' }, 'timed-out', 1],
  [cancelled({ stop: 'confirmed', ended: ended('stopped') }), 'stopped', 1],
  [cancelled({ stop: 'confirmed', ended: ended('succeeded') }), 'succeeded', 1],
  [cancelled({ stop: 'confirmed' }), 'stopped', 1],
  [cancelled({ stop: 'requested' }), 'stopped', 1],
  [cancelled({ stop: 'failed' }), 'lost', 1],
  [cancelled({ stop: 'not-asked' }), 'left-running', 1],
  [{ kind: 'reused', run: STARTED, ended: ended('succeeded') }, 'reused', 0],
  [{ kind: 'reused', run: STARTED, ended: ended('failed') }, 'failed', 1],
  [{ kind: 'reused', run: STARTED, ended: ended('unknown') }, 'failed', 1],
  [
    { kind: 'waiting', run: STARTED, waiting: { phase: 'waiting', facts: { word: '5' } } },
    'waiting',
    0,
  ],
  [{ kind: 'unrecorded', error, run: STARTED, stop: 'confirmed' }, 'stopped', 1],
  [
    { kind: 'unrecorded', error, run: STARTED, stop: 'requested', ended: ended('succeeded') },
    'stopped',
    1,
  ],
  [{ kind: 'unrecorded', error, run: STARTED, stop: 'failed' }, 'lost', 1],
]

function cancelled(rest: Pick<Extract<Outcome, { kind: 'cancelled' }>, 'stop' | 'ended'>): Outcome {
  return { kind: 'cancelled', cause: 'SIGINT', run: STARTED, ...rest }
}

describe('The gate', () => {
  it.each(table)('of %j is %s with exit code %i', (outcome, status, exitCode) => {
    expect(gate(outcome, WORDS)).toMatchObject({ status, exitCode })
  })

  it('says what the service gave as its reason, in its words', () => {
    const verdict = gate({ kind: 'ended', run: STARTED, ended: ended('failed', 'FAILURE') }, WORDS)
    expect(verdict.message).toBe('Build #7 failed (FAILURE). Reason given: "disk full".')
  })

  it.each([
    ['ends a reason that has its own full stop with one', 'Exit code 1.', '"Exit code 1"'],
    ['keeps quotation marks apart', 'Step "A" ended', `"Step 'A' ended"`],
  ])('%s', (_name, reason, quoted) => {
    const facts = { word: 'FAILURE', reason }
    const ended: EndedRun = { phase: 'ended', conclusion: 'failed', facts }
    const verdict = gate({ kind: 'ended', run: STARTED, ended }, WORDS)
    expect(verdict.message).toBe(`Build #7 failed (FAILURE). Reason given: ${quoted}.`)
  })

  it.each([
    ['not-asked', ' and goes on, because stop-on-timeout is false.'],
    ['confirmed', ' and was stopped.'],
    ['requested', '; its stop was accepted, and the post step confirms it.'],
    ['failed', '; its stop did not get through, and the post step repeats it.'],
  ] as const)('names the limit of a run that took too long (stop %s)', (stop, rest) => {
    const late = { kind: 'deadline', limitMs: 90_000, run: STARTED, stop } as const
    expect(gate(late, WORDS).message).toBe(`Build #7 took too long (timeout-minutes: 1.5)${rest}`)
  })

  it('does not call a run stopped that ended otherwise', () => {
    const late = { kind: 'deadline', limitMs: 60_000, run: STARTED, stop: 'confirmed' } as const
    const { message } = gate({ ...late, ended: ended('succeeded', 'SUCCESS') }, WORDS)
    expect(message).toMatch(/and ended \(SUCCESS\) while its stop was on the way\.$/)
  })

  it('ends the words of an error with a full stop of its own', () => {
    const bare = new ActionError('unreachable', 'GET x was not sent: ECONNREFUSED', { hint: 'y' })
    const { message } = gate({ kind: 'not-started', error: bare }, WORDS)
    expect(message).toMatch(/^The build was not started\. GET x .*ECONNREFUSED\.$/)
  })

  it('says what an earlier run stands for, and what a person has to do', () => {
    const reused = { kind: 'reused', run: STARTED, ended: ended('succeeded', 'SUCCESS') } as const
    expect(gate(reused, WORDS).message).toBe(
      'Build #7 succeeded (SUCCESS) and stands for this one: nothing was started.',
    )
    const facts = { word: '5', waitsFor: 'Approve it.' }
    const waiting = { kind: 'waiting', run: STARTED, waiting: { phase: 'waiting', facts } } as const
    expect(gate(waiting, WORDS).message).toBe('Build #7 waits for a person (5). Approve it.')
  })

  it('quotes a word that it does not know', () => {
    const verdict = gate(
      { kind: 'ended', run: STARTED, ended: ended('unknown', 'COMPLETED') },
      WORDS,
    )
    expect(verdict.message).toContain('(COMPLETED)')
    expect(verdict.message).toContain('never counts as success')
    expect(verdict.error?.hint).toContain('report the word')
  })
})
