import type { Context } from '../entry.js'
import {
  ActionError,
  type EndedRun,
  repeatedRead,
  type Repeating,
  type RunBackend,
  type RunRef,
  type RunSnapshot,
  timerSignal,
  timerSignalAfter,
  toActionError,
} from '../../core/index.js'
import type { WaitConfig } from './inputs.js'

/** What became of one build. `word` is the service's own. */
export type BuildEnd =
  /** It had ended before this step asked for anything. */
  | { readonly kind: 'had-ended'; readonly word: string }
  /** It was live, and this step ended it. */
  | { readonly kind: 'stopped'; readonly word: string }
  /** It was live, and ended before the stop reached it. */
  | { readonly kind: 'ended-itself'; readonly word: string }
  /** The stop was accepted; the end was not waited for, or not seen. */
  | { readonly kind: 'requested'; readonly word: string }
  | { readonly kind: 'failed'; readonly error: ActionError }

export interface StopParts {
  readonly builds: RunBackend
  readonly waiting: WaitConfig
  readonly context: Context
  readonly repeating: Repeating
  /** Called with the status of each look. */
  readonly seen: (word: string) => void
}

/** A cancelled step must end 6.5 s after the signal, so a stop request that was sent has this long to be answered. */
const IN_FLIGHT_MS = 5_000
const FIRST_PAUSE_MS = 500
const LONGEST_PAUSE_MS = 5_000
/** An accepted stop that shows no effect is asked for again. */
const ASK_AGAIN_MS = 30_000

/** Looks whether the build is live, stops it, and looks until it has ended. Never throws. */
export async function endBuild(ref: RunRef, parts: StopParts): Promise<BuildEnd> {
  try {
    const first = await look(ref, parts)
    const { word } = first.facts
    if (first.phase === 'ended') return { kind: 'had-ended', word }
    const asked = await ask(ref, parts)
    if (asked.ended !== undefined) return endOf(asked.ended, asked.ours)
    if (!parts.waiting.wait) return { kind: 'requested', word }
    const ended = await waitForEnd(ref, parts)
    return ended === undefined ? { kind: 'requested', word } : endOf(ended, asked.ours)
  } catch (error) {
    return {
      kind: 'failed',
      error: parts.context.cancel.aborted ? cancelled() : toActionError(error),
    }
  }
}

/** `ours`: a stop of this step was accepted, or may have been, so an aborted build was stopped by it. */
function endOf({ conclusion, facts: { word } }: EndedRun, ours: boolean): BuildEnd {
  const byUs = ours && (conclusion === 'stopped' || conclusion === 'unknown')
  return { kind: byUs ? 'stopped' : 'ended-itself', word }
}

async function look(
  ref: RunRef,
  { builds, context, repeating, seen }: StopParts,
): Promise<RunSnapshot> {
  const { clock, random, cancel } = context
  const read = () => builds.snapshot(ref, cancel)
  const snapshot = await repeatedRead(read, clock, random, cancel, repeating)
  seen(snapshot.facts.word)
  return snapshot
}

interface Asked {
  readonly ours: boolean
  readonly ended?: EndedRun
}

/** A stop may be repeated as often as needed. After a lost answer the build may have ended: that is looked at first. */
async function ask(ref: RunRef, parts: StopParts): Promise<Asked> {
  const { builds, context, repeating } = parts
  const { clock, random, cancel } = context
  const late = timerSignalAfter(clock, cancel, IN_FLIGHT_MS, 'cancelled')
  let unclear = false
  const once = async (): Promise<Asked> => {
    try {
      const answer = await builds.stop(ref, late.signal)
      return { ours: unclear || answer === 'stopping' }
    } catch (error) {
      if (!(error instanceof ActionError) || error.delivery !== 'unclear') throw error
      unclear = true
      const ended = await endedAlready(ref, parts)
      if (ended === undefined) throw error
      return { ours: true, ended }
    }
  }
  try {
    return await repeatedRead(once, clock, random, cancel, repeating)
  } finally {
    late.cancel()
  }
}

async function endedAlready(
  ref: RunRef,
  { builds, context, seen }: StopParts,
): Promise<EndedRun | undefined> {
  try {
    const snapshot = await builds.snapshot(ref, context.cancel)
    seen(snapshot.facts.word)
    return snapshot.phase === 'ended' ? snapshot : undefined
  } catch {
    // The failure of the stop is reported, not that of this look.
    return undefined
  }
}

/** The build's end; `undefined` where the time is over or the step is cancelled first. */
async function waitForEnd(ref: RunRef, parts: StopParts): Promise<EndedRun | undefined> {
  const { waiting, context } = parts
  const { clock, cancel } = context
  const limit = timerSignal(clock, waiting.timeoutMs, 'timeout-minutes')
  const open = AbortSignal.any([cancel, limit.signal])
  const limited = { ...parts, context: { ...context, cancel: open } }
  let askedAt = clock.now()
  try {
    for (
      let pause = FIRST_PAUSE_MS;
      !open.aborted;
      pause = Math.min(pause * 1.5, LONGEST_PAUSE_MS)
    ) {
      const snapshot = await look(ref, limited)
      if (snapshot.phase === 'ended') return snapshot
      await clock.sleep(pause, open)
      if (clock.now() - askedAt < ASK_AGAIN_MS) continue
      askedAt = clock.now()
      await parts.builds.stop(ref, open).catch(() => undefined)
    }
    return undefined
  } catch (error) {
    if (open.aborted) return undefined
    throw error
  } finally {
    limit.cancel()
  }
}

function cancelled(): ActionError {
  return new ActionError('refused', 'The workflow was cancelled before the stop was accepted.', {
    hint: 'Stop the build in the CodeArts console if it still runs.',
  })
}
