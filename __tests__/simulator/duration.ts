/** Milliseconds as a number, or a figure with its unit: `'250ms'`, `'3s'`, `'1.5m'`, `'2h'`. */
export type Duration = number | string

const UNIT_MS: Readonly<Record<string, number>> = { ms: 1, s: 1_000, m: 60_000, h: 3_600_000 }

export function milliseconds(duration: Duration): number {
  if (typeof duration === 'number') return duration
  const [, figure, unit] = /^(\d+(?:\.\d+)?)(ms|s|m|h)$/.exec(duration) ?? []
  const unitMs = UNIT_MS[unit ?? '']
  if (unitMs === undefined) throw new Error(`Not a duration: ${duration} (try '3s' or '250ms')`)
  return Number(figure) * unitMs
}
