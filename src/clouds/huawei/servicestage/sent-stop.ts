import { isStopping } from './wire/index.js'

/** What a later process must know of it; plain JSON. */
export interface KnownStop {
  /** The status at which a stop was sent that may have arrived; empty where none was known. */
  readonly stoppedAt?: string
  /** Whether it was seen to be stopping since. */
  readonly stopSeen?: boolean
}

/** A stop that may have arrived, and what it makes of the statuses that are seen after it. None is sent at first. */
export class SentStop {
  readonly #now: () => number
  readonly #staleMs: number
  /** The status at the first one, and when it left, by this process's clock. */
  #first: { readonly at: string; readonly since: number } | undefined
  #seen: boolean
  /** The status at one that is on its way: its answer may never come. */
  #leaving: string | undefined

  /** `staleMs` is how long an answer may still be from before the stop. */
  constructor({ stoppedAt, stopSeen = false }: KnownStop, now: () => number, staleMs: number) {
    this.#now = now
    this.#staleMs = staleMs
    this.#first = stoppedAt === undefined ? undefined : { at: stoppedAt, since: now() }
    this.#seen = stopSeen
  }

  get isSent(): boolean {
    return this.#first !== undefined
  }

  get known(): KnownStop {
    const stoppedAt = this.#first?.at ?? this.#leaving
    if (stoppedAt === undefined) return {}
    return { stoppedAt, ...(this.#seen && { stopSeen: true }) }
  }

  /** Before one leaves. */
  leaves(status: string): void {
    this.#leaving = status
  }

  /** Nothing that is seen from here on comes of it. */
  notTaken(): void {
    this.#leaving = undefined
  }

  /** It may have arrived. */
  sent(): void {
    this.#first ??= { at: this.#leaving ?? '', since: this.#now() }
    this.#leaving = undefined
  }

  /** Whether a look taught anything. */
  see(status: string): boolean {
    if (this.#first === undefined) return false
    const { at } = this.#first
    const seen = this.#seen || isStopping(status)
    if (at !== '' && seen === this.#seen) return false
    // Where none was known at the stop, it may have been this one.
    if (at === '') this.#first = { ...this.#first, at: status }
    this.#seen = seen
    return true
  }

  /** Whether a status is another than that at the stop. */
  changed(status: string): boolean {
    return this.#first !== undefined && this.#first.at !== status
  }

  /** Whether a status that a release may also have on its way surely came of the stop. */
  ledTo(status: string): boolean {
    if (this.#first === undefined || !this.changed(status)) return false
    return this.#seen || this.#now() >= this.#first.since + this.#staleMs
  }
}
