import type { FileHistory, Moved } from './fetch-pacing.js'

/** What one whole fetch of a file brought. */
export interface Fetched {
  readonly at: number
  /** Bytes of the file by this fetch. */
  readonly size: number
  /** Whether the size is from the answer's head. */
  readonly announced: boolean
}

/** A growth below this share of the file is no growth. */
const IDLE_SHARE = 0.1

/** Records of a build's step files when each was fetched, and how many bytes all fetches moved. */
export class FileRecords {
  readonly #files = new Map<number, FileHistory>()
  #fetched = 0
  #printed = 0

  get totals(): Moved {
    return { fetched: this.#fetched, printed: this.#printed }
  }

  of(index: number, now: number): FileHistory {
    const known = this.#files.get(index) ?? { seenAt: now, size: 0, idle: false }
    this.#files.set(index, known)
    return known
  }

  finished(index: number, now: number): FileHistory {
    const file = this.of(index, now)
    const finished = { ...file, finishedAt: file.finishedAt ?? now }
    this.#files.set(index, finished)
    return finished
  }

  fetched(index: number, { at, size, announced }: Fetched): void {
    const before = this.of(index, at)
    const still = size > 0 && size - before.size < before.size * IDLE_SHARE
    this.#files.set(index, {
      ...before,
      fetchedAt: at,
      size: Math.max(size, before.size),
      idle: still && !announced,
    })
  }

  moved(bytes: number): void {
    this.#fetched += bytes
  }

  printed(bytes: number): void {
    this.#printed += bytes
  }
}
