import { ActionError, toActionError } from './errors.js'
import type { Clock, Reporter, RunBackend } from './ports.js'
import type { EndedRun, RunRef, StopResult } from './run.js'
import { aborted, isAborted, timerSignal } from './timer-signal.js'

/** One hanging request must not use up the whole window. */
const TRY_LIMIT_MS = 2_500
const FIRST_PAUSE_MS = 250
const LONGEST_PAUSE_MS = 2_000
/** The window is short: with a longer `Retry-After` no second stop would be sent in it. */
const LONGEST_OBEYED_MS = 1_000
/** A service may lock a key that it refuses again and again. */
const MOST_REFUSALS = 3
/** An accepted stop that shows no effect is asked for again. */
const REPEAT_ACCEPTED_MS = 10_000

export interface Stopping {
  readonly backend: RunBackend
  readonly clock: Clock
  readonly reporter: Reporter
  readonly run: RunRef
  /** What the run is called in the middle of a sentence. */
  readonly name: string
}

export interface Stopped {
  readonly result: StopResult
  /** How it ended, where that was seen; it may have ended by itself before the stop. */
  readonly ended?: EndedRun
  /** Whether the service said that the run had ended before the stop reached it. */
  readonly tooLate: boolean
}

/** Asks for the end until it is accepted, and looks until it is seen, as long as `window` lasts. */
export async function stopRun(parts: Stopping, window: AbortSignal): Promise<Stopped> {
  const done = new AbortController()
  const open = AbortSignal.any([window, done.signal])
  const firstAnswer = new AbortController()
  const state = { accepted: false, tooLate: false }
  const asking = ask(parts, state, () => firstAnswer.abort(), open)
  const ended = await lookForEnd(parts, firstAnswer.signal, open)
  done.abort()
  await asking
  if (ended !== undefined) return { result: 'confirmed', ended, tooLate: state.tooLate }
  return { result: state.accepted ? 'requested' : 'failed', tooLate: state.tooLate }
}

async function ask(
  { backend, clock, reporter, run, name }: Stopping,
  state: { accepted: boolean; tooLate: boolean },
  answered: () => void,
  open: AbortSignal,
): Promise<void> {
  let refusals = 0
  let reported = ''
  for (let pause = FIRST_PAUSE_MS; !open.aborted; pause = Math.min(pause * 2, LONGEST_PAUSE_MS)) {
    const limit = timerSignal(clock, TRY_LIMIT_MS, 'no answer to the stop request')
    try {
      const answer = await backend.stop(run, AbortSignal.any([open, limit.signal]))
      limit.cancel()
      if (!state.accepted) state.tooLate = answer === 'already-ended'
      state.accepted = true
      answered()
      await clock.sleep(REPEAT_ACCEPTED_MS, open)
    } catch (cause) {
      limit.cancel()
      if (isAborted(open)) return
      const error = limit.signal.aborted ? unanswered() : toActionError(cause)
      if (error.message !== reported)
        reporter.note(`A stop request of ${name} failed: ${error.message}`)
      reported = error.message
      answered()
      refusals += error.code === 'credentials-refused' ? 1 : 0
      if (refusals >= MOST_REFUSALS) return
      const wish = Math.min(error.retryAfterMs ?? 0, LONGEST_OBEYED_MS)
      await clock.sleep(Math.max(pause, wish), open)
    }
  }
}

async function lookForEnd(
  { backend, clock, reporter, run }: Stopping,
  answered: AbortSignal,
  open: AbortSignal,
): Promise<EndedRun | undefined> {
  let refusals = 0
  await aborted(AbortSignal.any([answered, open]))
  for (let pause = FIRST_PAUSE_MS; !open.aborted; pause = Math.min(pause * 2, LONGEST_PAUSE_MS)) {
    const limit = timerSignal(clock, TRY_LIMIT_MS, 'no answer to the look at the run')
    try {
      const snapshot = await backend.snapshot(run, AbortSignal.any([open, limit.signal]))
      reporter.seen(snapshot, 'stopping')
      if (snapshot.phase === 'ended') return snapshot
    } catch (error) {
      // A look that failed is repeated; the stop itself reports what goes wrong.
      refusals += toActionError(error).code === 'credentials-refused' ? 1 : 0
      if (refusals >= MOST_REFUSALS) return undefined
    } finally {
      limit.cancel()
    }
    await clock.sleep(pause, open)
  }
  return undefined
}

function unanswered(): ActionError {
  return new ActionError('no-answer', `No answer within ${TRY_LIMIT_MS / 1_000} s.`, {
    hint: 'It is repeated.',
    delivery: 'unclear',
  })
}
