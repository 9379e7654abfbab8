/** A duration for people: `8.4 s`, `3 min 05 s`, `1 h 02 min`. */
export function duration(ms: number): string {
  const tenths = Math.round(Math.max(0, ms) / 100)
  if (tenths < 600) return `${(tenths / 10).toFixed(1)} s`
  const seconds = Math.round(Math.max(0, ms) / 1_000)
  if (seconds < 3_600) return `${Math.floor(seconds / 60)} min ${twoDigits(seconds % 60)} s`
  const minutes = Math.round(seconds / 60)
  return `${Math.floor(minutes / 60)} h ${twoDigits(minutes % 60)} min`
}

/** Whether it reads as no time at all: `0.0 s`. */
export function isInstant(ms: number): boolean {
  return Math.round(Math.max(0, ms) / 100) === 0
}

function twoDigits(value: number): string {
  return String(value).padStart(2, '0')
}
