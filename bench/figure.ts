/** One number with its bar; `better` tells which side of the bar is the good one. */
export interface Measure {
  readonly name: string
  readonly title: string
  readonly unit: 'x' | 'kB' | 's' | 'ms' | 'MB/s' | ''
  readonly bar: number
  readonly goal: number
  readonly better: 'lower' | 'higher'
}

/** What one round measured: a value for each measure, and raw figures beside them. */
export type Readings = Readonly<Record<string, number>>

/** Measures that one experiment gives together. Rounds are repeated and their medians shown. */
export interface Figure {
  readonly name: string
  readonly rounds: number
  readonly measures: readonly Measure[]
  readonly round: () => Promise<Readings>
}

export interface Result {
  readonly measure: Measure
  /** Median over the rounds. */
  readonly value: number
  readonly verdict: 'goal' | 'bar' | 'missed'
}

export function judge(measure: Measure, value: number): Result {
  const reaches = (limit: number): boolean =>
    measure.better === 'lower' ? value <= limit : value >= limit
  const verdict = reaches(measure.goal) ? 'goal' : reaches(measure.bar) ? 'bar' : 'missed'
  return { measure, value, verdict }
}

export function median(values: readonly number[]): number {
  return quantile(values, 0.5)
}

/** The value below which this share of all lies; the mean of two neighbours where it falls between them. */
export function quantile(values: readonly number[], share: number): number {
  const sorted = values.toSorted((left, right) => left - right)
  const place = (sorted.length - 1) * share
  const below = sorted[Math.floor(place)] ?? NaN
  const above = sorted[Math.ceil(place)] ?? NaN
  return below + (above - below) * (place - Math.floor(place))
}

/** The medians of all that the rounds read. */
export function medians(rounds: readonly Readings[]): Readings {
  const names = new Set(rounds.flatMap((round) => Object.keys(round)))
  const read = (name: string): number[] => rounds.flatMap((round) => round[name] ?? [])
  return Object.fromEntries([...names].map((name) => [name, median(read(name))]))
}
