/**
 * How long the service wants to be left alone, in milliseconds: `Retry-After` as seconds or as a date, which
 * is measured from the answer's own `Date`, so that a wrong clock here does no harm (RFC 9110, 10.2.3).
 * Absent when the header is missing or unreadable.
 */
export function retryAfterMs(
  headers: Readonly<Record<string, string>>,
  now: Date,
): number | undefined {
  const wish = headers['retry-after']?.trim()
  if (wish === undefined || wish === '') return undefined
  if (/^\d{1,9}(\.\d+)?$/.test(wish)) return Math.round(Number(wish) * 1000)
  const until = Date.parse(wish)
  if (!/[a-z]/i.test(wish) || Number.isNaN(until)) return undefined
  return Math.max(0, until - (serverTime(headers) ?? now).getTime())
}

/** The answer's `Date`, if it has a readable one. */
export function serverTime(headers: Readonly<Record<string, string>>): Date | undefined {
  const ms = Date.parse(headers['date'] ?? '')
  return Number.isNaN(ms) ? undefined : new Date(ms)
}
