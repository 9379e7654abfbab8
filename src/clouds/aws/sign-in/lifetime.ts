import { serverTime } from '../../../http/index.js'

/**
 * Milliseconds until an expiry in the service's time, measured from the answer's own `Date`, so that a wrong clock here
 * does no harm. An expiry that is unreadable, or over for new keys, gives `fallbackMs`.
 */
export function lifetimeMs(
  expiry: unknown,
  headers: Readonly<Record<string, string>>,
  nowMs: number,
  fallbackMs: number,
): number {
  const end = typeof expiry === 'string' ? Date.parse(expiry) : NaN
  const lastsMs = end - (serverTime(headers)?.getTime() ?? nowMs)
  return lastsMs > 0 ? lastsMs : fallbackMs
}
