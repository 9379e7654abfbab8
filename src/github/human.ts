/** A duration for people: `8.4 s`, `3 min 05 s`, `1 h 02 min`. */
export function duration(ms: number): string {
  const tenths = Math.round(Math.max(0, ms) / 100)
  if (tenths < 600) return `${(tenths / 10).toFixed(1)} s`
  const seconds = Math.round(Math.max(0, ms) / 1_000)
  if (seconds < 3_600) return `${Math.floor(seconds / 60)} min ${twoDigits(seconds % 60)} s`
  const minutes = Math.round(seconds / 60)
  return `${Math.floor(minutes / 60)} h ${twoDigits(minutes % 60)} min`
}

const UNITS = ['B', 'kB', 'MB', 'GB'] as const

/** A size for people, in powers of 1,000: `512 B`, `1.5 kB`, `20.3 MB`. */
export function size(bytes: number): string {
  let value = bytes
  for (const unit of UNITS) {
    const isLast = unit === 'GB'
    if (value < 999.95 || isLast) return `${unit === 'B' ? value : value.toFixed(1)} ${unit}`
    value /= 1_000
  }
  return `${bytes} B`
}

function twoDigits(value: number): string {
  return String(value).padStart(2, '0')
}
