import type { Context } from '../entry.js'
import type { ReusedRun, SupervisedStep } from '../supervised/index.js'
import type { CodeArtsBackend, ReuseConfig } from '../../clouds/huawei/codearts-build/index.js'
import { repeatedRead, timerSignal, toActionError } from '../../core/index.js'

/** The look-up saves a build, so it may cost no more time than this. */
const LOOK_UP_MS = 20_000
/** How long one read is repeated, so that there is time left to say which one failed. */
const READ_MS = 10_000
/** One for each build that was looked at. */
const MOST_LINES = 5

/**
 * An earlier build that may stand for this one; undefined to start it. Whatever goes wrong here, the build is
 * started: the step must not fail because a saving was not possible.
 */
export async function earlierBuild(
  { maxAgeMs }: Extract<ReuseConfig, { kind: 'success' }>,
  backend: Pick<CodeArtsBackend, 'findEarlier'>,
  { timeoutMs = Number.POSITIVE_INFINITY, countedFrom }: SupervisedStep['plan'],
  { console, clock, random, cancel }: Context,
): Promise<ReusedRun | undefined> {
  const leftMs = (countedFrom ?? clock.now()) + timeoutMs - clock.now()
  const limit = timerSignal(clock, Math.min(LOOK_UP_MS, leftMs), 'look-up took too long')
  const signal = AbortSignal.any([cancel, limit.signal])
  try {
    const { hit, notes } = await backend.findEarlier(
      maxAgeMs,
      (read) => repeatedRead(read, clock, random, signal, { budgetMs: READ_MS }),
      signal,
    )
    for (const line of notes.slice(0, MOST_LINES)) console.line(line)
    return hit
  } catch (error) {
    if (cancel.aborted) return undefined
    const reason = limit.signal.aborted
      ? `the look-up took too long.`
      : toActionError(error).message
    console.line(`No earlier build is reused: ${reason}`)
    return undefined
  } finally {
    limit.cancel()
  }
}
