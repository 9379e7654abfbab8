/** A file that grew by less is not fetched again. Bytes. */
const LEAST_GROWTH = 2
/** A step is expected to write this share of what it wrote before, after a fetch. */
const TRUSTED_GROWTH = 0.35
/** A step began about so long before it was first seen running. */
const SEEN_LATE_MS = 3_000
const LARGE_BYTES = 5 * 1024 * 1024
const LARGE_PAUSE_MS = 5 * 60_000
/** How long after a step's end its last lines may take to reach its file. */
const SETTLE_MS = 5_000
/** What the fetches of the steps may move, over the size of the log; the whole log at the end comes on top. */
const STEPS_SHARE = 2

/** What is known of one step's file. */
export interface FileHistory {
  /** When the step was first seen to run, epoch milliseconds. */
  readonly seenAt: number
  readonly finishedAt?: number
  readonly fetchedAt?: number
  /** Bytes at the last fetch. */
  readonly size: number
  /** Whether the last fetch brought hardly anything: then only the step's end brings another. */
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
 * share, judged by its age; above 5 MB one fetch in 5 minutes keeps the log alive. After a fetch that brought
 * nothing the file counts as still, and is fetched only if the bound surely allows it.
 */
export function isWorthFetching(file: FileHistory, moved: Moved, now: number): boolean {
  if (file.fetchedAt === undefined || file.size === 0) return true
  if (file.size > LARGE_BYTES) return now - file.fetchedAt >= LARGE_PAUSE_MS
  if (file.idle) return moved.fetched + file.size <= STEPS_SHARE * moved.printed
  const growth = (now - file.seenAt + SEEN_LATE_MS) / (file.fetchedAt - file.seenAt + SEEN_LATE_MS)
  return growth >= LEAST_GROWTH && isAffordable(file.size * growth, file.size, moved)
}

/**
 * Whether a running step's file of this size may be fetched, `known` bytes of which are printed: with the step's final
 * fetch to come, all stays within twice the log, so that with the whole log at the end it is three times at most.
 */
export function isAffordable(size: number, known: number, { fetched, printed }: Moved): boolean {
  return size > LARGE_BYTES || fetched <= STEPS_SHARE * (printed - known) + TRUSTED_GROWTH * size
}

/** Whether the whole log, or as much as it, may be moved at the end. */
export function isWholeAffordable({ fetched, printed }: Moved): boolean {
  return fetched <= STEPS_SHARE * printed
}

/** Whether a finished step's file is complete enough for its one final fetch. */
export function isSettled(file: FileHistory, now: number): boolean {
  return file.finishedAt !== undefined && now - file.finishedAt >= SETTLE_MS
}
