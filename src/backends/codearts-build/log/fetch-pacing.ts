/** How much a growing file should have grown before it is fetched whole again. */
const GROWTH = 3
/** The first looks at a step: below this the estimate of its growth means nothing. */
const SHORTEST_BASE_MS = 3_000
const LARGE_BYTES = 5 * 1024 * 1024
const LARGE_PAUSE_MS = 5 * 60_000
/** How long after a step's end its last lines may take to reach its file. */
const SETTLE_MS = 5_000
/** All fetches of a build, over the size of its log. */
const MOST_OFTEN = 3

/** What is known of one step's file. */
export interface FileHistory {
  /** When the step was first seen to run, epoch milliseconds. */
  readonly seenAt: number
  readonly finishedAt?: number
  readonly fetchedAt?: number
  /** Bytes at the last fetch. */
  readonly size: number
  /** Whether the last fetch brought hardly anything, and only its end could tell. */
  readonly idle: boolean
}

export interface Moved {
  /** Bytes of all fetches so far. */
  readonly fetched: number
  /** Bytes printed so far: the log is at least as large. */
  readonly printed: number
}

/**
 * Whether to fetch a running step's file now. Each fetch moves the whole file, so the file must have grown by a fair
 * share, judged by its age; above 5 MB one fetch in 5 minutes keeps the log alive. After a fetch for nothing
 * the file counts as still, and only what the bound surely leaves is spent.
 */
export function isWorthFetching(file: FileHistory, moved: Moved, now: number): boolean {
  if (file.fetchedAt === undefined || file.size === 0) return true
  const waited = now - file.fetchedAt
  if (file.size > LARGE_BYTES) return waited >= LARGE_PAUSE_MS
  if (file.idle && !isWithinBound(file.size, moved)) return false
  const age = Math.max(SHORTEST_BASE_MS, file.fetchedAt - file.seenAt)
  return now - file.seenAt >= age * GROWTH
}

/**
 * Whether a file that turns out to be so large may be read on, when only the part behind `from` is new: this fetch and
 * the final one must fit in the bound. A large file is paced by time alone.
 */
export function isAffordable(length: number, from: number, { fetched, printed }: Moved): boolean {
  return length > LARGE_BYTES || fetched + 2 * length <= MOST_OFTEN * (printed + length - from)
}

/** Whether one fetch for nothing and the final one still fit in three times what was printed. */
export function isWithinBound(size: number, { fetched, printed }: Moved): boolean {
  return fetched + 2 * size <= MOST_OFTEN * printed
}

/** Whether the whole log, at least as large as what was printed, still fits in the bound. */
export function isWholeAffordable({ fetched, printed }: Moved): boolean {
  return fetched <= (MOST_OFTEN - 1) * printed
}

/** Whether a finished step's file is complete enough for its one final fetch. */
export function isSettled(file: FileHistory, now: number): boolean {
  return file.finishedAt !== undefined && now - file.finishedAt >= SETTLE_MS
}
