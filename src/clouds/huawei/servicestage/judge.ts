import {
  ActionError,
  type Conclusion,
  type RunFacts,
  type RunSnapshot,
} from '../../../core/index.js'
import { present } from '../../../text/index.js'
import type { KnownBefore } from './known-before.js'
import type { Look } from './look.js'
import type { ReleaseAction } from './release-api.js'
import { type KnownStop, SentStop } from './sent-stop.js'
import { waitsFor } from './waits-for.js'
import { isLive, type ListedTask, meaningOf, statusWords } from './wire/index.js'

/** How long a status may be the one from before an action, a stop too: the records may be out of date. */
const STALE_MS = 30_000
/** How long a status that no document names is looked at again before it counts as an end. */
const UNKNOWN_MS = 20_000

/** What a later process must know of an execution to judge it; plain JSON. */
export interface Known extends KnownStop {
  /** Where only the list shows it: when ours was triggered, as the service writes it. */
  readonly triggerAt?: string
}

export interface Judged {
  readonly action: ReleaseAction
  readonly before: KnownBefore
  /** Epoch milliseconds: when the action was sent. */
  readonly actedAt: number
  /** Empty where no answer named it. */
  readonly id: string
  readonly now: () => number
  readonly warn: (warning: ActionError) => void
  /** Whether an answer said that it began; else a look must show that it is live. */
  readonly accepted: boolean
  /** That it was told with that; empty where it wasn't. */
  readonly status: string
  /** By an earlier process. */
  readonly known: Known
  /** Called with what a later process must know, as soon as it is known. */
  readonly remember: (known: Known) => void
}

/**
 * Decides what the looks at an execution mean, one after the other: which statuses are still those from before the action,
 * what counts after a stop, and whether ours is live.
 */
export class Judge {
  readonly #parts: Judged
  /** Where a status other than the one from before was seen. */
  readonly #changed = new Set<'records' | 'list'>()
  readonly #stop: SentStop
  #last: string
  #live: boolean
  /** By the list: when ours was triggered; another time means another execution. */
  #triggerAt: string | undefined
  #unknown: { readonly status: string; readonly since: number } | undefined

  constructor(parts: Judged) {
    this.#parts = parts
    this.#stop = new SentStop(parts.known, parts.now, STALE_MS)
    this.#triggerAt = parts.known.triggerAt
    this.#last = parts.status
    this.#live = parts.accepted
  }

  /** Whether it was live at the last look; a stop reaches the task, so it must not be sent for one that ended. */
  get isLive(): boolean {
    return this.#live
  }

  /** Before a stop leaves: its answer may never come. */
  stopLeaves(): void {
    this.#stop.leaves(this.#last)
    this.#remember()
  }

  /** It did not arrive. */
  stopNotSent(): void {
    this.#stop.notTaken()
    this.#remember()
  }

  /** The service sees nothing to stop: only a look that shows ours alive may lead to another. */
  stopRefused(): void {
    this.#live = false
    this.stopNotSent()
  }

  /** From here on, what isn't live counts as stopped. */
  stopSent(): void {
    this.#stop.sent()
  }

  snapshot(look: Look): RunSnapshot {
    const { status, listed } = look
    const facts = factsOf(look)
    if (listed !== undefined) this.#refuseAnothers(listed)
    this.#last = status
    if (this.#stop.see(status)) this.#remember()
    if (this.#isFromBefore(look)) return { phase: 'running', facts }
    const conclusion = this.#conclusion(look)
    // The list shows the task, not an execution: a status that it had before says nothing about ours.
    if (conclusion !== undefined || look.superseded === true) this.#live = false
    else if (listed === undefined || this.#changed.has('list') || this.#triggerAt !== undefined)
      this.#live = true
    if (conclusion !== undefined) return { phase: 'ended', facts, conclusion }
    const meaning = meaningOf(status)
    return meaning === 'approval' || meaning === 'paused'
      ? { phase: 'waiting', facts }
      : { phase: 'running', facts }
  }

  #remember(): void {
    const triggerAt = this.#triggerAt
    this.#parts.remember({ ...present({ triggerAt }), ...this.#stop.known })
  }

  #refuseAnothers({ lastTriggerAt }: ListedTask): void {
    if (lastTriggerAt === this.#parts.before.listed?.lastTriggerAt) return
    if (this.#triggerAt === undefined) {
      this.#triggerAt = lastTriggerAt
      this.#remember()
    }
    if (this.#triggerAt === lastTriggerAt) return
    this.#live = false
    throw anotherBegan()
  }

  /** Whether the status may still be the one from before the action, so that it says nothing of ours. */
  #isFromBefore({ status, listed }: Look): boolean {
    const { actedAt, now } = this.#parts
    const source = listed === undefined ? 'records' : 'list'
    const earlier = this.#statusBefore(source)
    // Kept apart, because the list may be older than the records.
    if (earlier === undefined || earlier !== status) this.#changed.add(source)
    return !this.#changed.has(source) && now() < actedAt + STALE_MS
  }

  /** The list shows the task's status, which is that of its newest execution. */
  #statusBefore(source: 'records' | 'list'): string | undefined {
    const { before, id } = this.#parts
    if (source === 'list') return before.listed?.status ?? before.last?.status
    return before.last?.id === id ? before.last.status : undefined
  }

  #conclusion(look: Look): Conclusion | undefined {
    const meaning = meaningOf(look.status)
    const stopped = this.#stop.isSent
    switch (meaning) {
      case 'live':
      case 'approval':
        return undefined
      case 'paused':
        // A stop may leave it paused, if it wasn't before.
        return this.#stop.ledTo(look.status) ? 'stopped' : undefined
      case 'succeeded':
        // A rollback begins at an execution that was good: that it is good says nothing of the rollback.
        return this.#parts.action === 'rollback' ? 'failed' : 'succeeded'
      case 'rolled-back':
        if (this.#parts.action === 'rollback') return stopped ? 'stopped' : 'succeeded'
        return stopped ? 'stopped' : 'failed'
      case 'failed':
        return stopped ? 'stopped' : 'failed'
      case 'unknown':
        if (this.#stop.ledTo(look.status)) return 'stopped'
        return this.#unknownEnd(look) && (this.#stop.changed(look.status) ? 'stopped' : 'unknown')
    }
  }

  /** Never green. An end if a time of the end stands beside it, or if it stays. */
  #unknownEnd({ status, execution }: Look): 'unknown' | undefined {
    const { now, warn } = this.#parts
    if (this.#unknown?.status !== status) {
      this.#unknown = { status, since: now() }
      warn(unknownStatus(status))
    }
    const over = execution?.finishedAt !== undefined || now() >= this.#unknown.since + UNKNOWN_MS
    return over ? 'unknown' : undefined
  }
}

/** Whether a status is a known end. */
export function isEnd(status: string | undefined): boolean {
  return status !== undefined && meaningOf(status) !== 'unknown' && !isLive(status)
}

/** Whether some execution of a task, by its status, could be stopped. */
export function mayBeStopped(status: string | undefined): boolean {
  return status !== undefined && isLive(status)
}

function factsOf({ status, execution }: Look): RunFacts {
  const { startedAt, finishedAt, trigger, reason, tasks = [] } = execution ?? {}
  const waiting = meaningOf(status) === 'approval' || meaningOf(status) === 'paused'
  const durationMs =
    startedAt && finishedAt && Math.max(0, finishedAt.getTime() - startedAt.getTime())
  return {
    code: status,
    word: statusWords(status),
    ...(waiting && { waitsFor: waitsFor(status, tasks) }),
    ...(startedAt && { startedAt }),
    ...(finishedAt && { finishedAt }),
    ...(durationMs !== undefined && { durationMs }),
    ...(trigger !== undefined && { trigger }),
    ...(reason !== undefined && { reason }),
  }
}

function anotherBegan(): ActionError {
  return new ActionError(
    'ambiguous',
    'Another release of this task has begun, and the list of release tasks shows only the newest.',
    {
      hint: 'How this one ended is in its records in the ServiceStage console. Neither was stopped by this step.',
    },
  )
}

function unknownStatus(status: string): ActionError {
  return new ActionError(
    'bad-answer',
    `The service reports the status ${status}, which is not documented for a release task.`,
    {
      hint: `It never counts as success; if it stays for ${UNKNOWN_MS / 1_000} s, it counts as an end. Please report it.`,
    },
  )
}
