import { serverTime } from '../http/index.js'

/** `Date` names whole seconds: the answer may have been sent at the end of the one it names. */
const DATE_STEP_MS = 1_000

/**
 * Milliseconds that a credential lasts at least, measured from the answer's own `Date`, so that a wrong clock here does
 * no harm. An expiry that is unreadable, or over for a new credential, gives `fallbackMs`.
 */
export function lifetimeMs(
  expiry: unknown,
  headers: Readonly<Record<string, string>>,
  nowMs: number,
  fallbackMs: number,
): number {
  const end = typeof expiry === 'string' ? Date.parse(expiry) : NaN
  const theirs = serverTime(headers)?.getTime()
  const lastsMs = end - (theirs ?? nowMs)
  if (!(lastsMs > 0)) return fallbackMs
  return theirs === undefined ? lastsMs : Math.max(0, lastsMs - DATE_STEP_MS)
}
