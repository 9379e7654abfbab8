/** Delays as pure functions of what is known; all in milliseconds. `random` gives [0, 1). */
export type Random = () => number

const SHORT_FACTOR = 0.85
const LONG_FACTOR = 3
/** Up to here a run counts as near its start. */
const START_MS = 60_000
/** From here the pause is at its widest. */
const MIDDLE_MS = 4 * 60_000
/** While its log grows, a run surely lives: its record is asked so many times more seldom. */
const LIVELY_FACTOR = 5
const JITTER = 0.1

const FIRST_BACKOFF_MS = 1_000
const LONGEST_BACKOFF_MS = 30_000

/** Spreads a delay by ±10 %, so that workflows that started together don't ask at the same moments. */
function jittered(ms: number, random: Random): number {
  return ms * (1 - JITTER + 2 * JITTER * random())
}

/**
 * The pause before the next look at a live run: 0.85 x `baseMs` near its start and near its expected end,
 * growing to 3 x in a long middle.
 */
export function lookPause(
  baseMs: number,
  elapsedMs: number,
  expectedMs: number | undefined,
  random: Random,
): number {
  return jittered(baseMs * lookFactor(elapsedMs, expectedMs), random)
}

function lookFactor(elapsedMs: number, expectedMs: number | undefined): number {
  if (expectedMs !== undefined && Math.abs(elapsedMs - expectedMs) <= nearMs(expectedMs)) {
    return SHORT_FACTOR
  }
  const intoMiddle = (elapsedMs - START_MS) / (MIDDLE_MS - START_MS)
  const widened = SHORT_FACTOR + (LONG_FACTOR - SHORT_FACTOR) * intoMiddle
  return Math.min(LONG_FACTOR, Math.max(SHORT_FACTOR, widened))
}

/** A tenth on both sides, within bounds: a wide window around a far end would cost more than it spares. */
function nearMs(expectedMs: number): number {
  return Math.min(60_000, Math.max(10_000, expectedMs * 0.1))
}

/** The pause before the record is asked again while the log keeps growing. */
export function livelyPause(lookPauseMs: number): number {
  return lookPauseMs * LIVELY_FACTOR
}

/**
 * How long after its last look a run's record is asked again because its log is quiet: a pause near the start and the
 * end, three in a long middle. A little less, because both pauses have the same jitter.
 */
export function quietPause(lookPauseMs: number, baseMs: number): number {
  return lookPauseMs * Math.max(0.8, (0.93 * lookPauseMs) / baseMs)
}

/** The pause before the very first look at a run. */
export function firstPause(baseMs: number): number {
  return Math.min(1_000, baseMs * 0.3)
}

/**
 * The delay before try number `failures + 1`: 1, 2, 4 … 30 s, jittered downwards. The service's `Retry-After` is
 * obeyed, whatever its length.
 */
export function backoff(
  failures: number,
  retryAfterMs: number | undefined,
  random: Random,
): number {
  const grown = Math.min(LONGEST_BACKOFF_MS, FIRST_BACKOFF_MS * 2 ** Math.min(failures - 1, 10))
  const ours = grown * (0.5 + 0.5 * random())
  return retryAfterMs === undefined ? ours : Math.max(retryAfterMs, ours)
}
