import {
  ActionError,
  type Conclusion,
  type RunFacts,
  type RunSnapshot,
} from '../../../core/index.js'
import type { KnownBefore } from './known-before.js'
import type { Look } from './look.js'
import type { ReleaseAction } from './release-api.js'
import { waitsFor } from './waits-for.js'
import { isLive, type ListedTask, meaningOf, statusWords } from './wire/index.js'

/** How long a status may be the one from before the action: the records may lag behind. */
const STALE_MS = 30_000
/** How long a status that no document names is looked at again before it counts as an end. */
const UNKNOWN_MS = 20_000

export interface Judged {
  readonly action: ReleaseAction
  readonly before: KnownBefore
  /** Epoch milliseconds: when the action was sent. */
  readonly actedAt: number
  /** Empty where no answer told it. */
  readonly id: string
  readonly now: () => number
  readonly warn: (warning: ActionError) => void
  /** Whether this process was told that it began; else a look must show that it lives. */
  readonly accepted: boolean
  /** The status at which a stop was sent, by an earlier process. */
  readonly stoppedAt?: string
}

/**
 * Says what looks at an execution mean, in their order: which statuses are still those from before the action, what
 * counts after a stop, and whether ours lives.
 */
export class Judge {
  readonly #parts: Judged
  #changed = false
  #stoppedAt: string | undefined
  #last: string | undefined
  #live: boolean
  /** Of the list: when ours was triggered, so that another's is told from it. */
  #triggerAt: string | undefined
  #unknown: { readonly status: string; readonly since: number } | undefined

  constructor(parts: Judged) {
    this.#parts = parts
    this.#stoppedAt = parts.stoppedAt
    this.#live = parts.accepted
  }

  /** Whether it lived when it was last looked at; a stop reaches the task, so it must not be sent for one that ended. */
  get isLive(): boolean {
    return this.#live
  }

  /** The status of the last look; empty before the first one. */
  get lastStatus(): string {
    return this.#last ?? ''
  }

  /** From here on, what isn't live counts as stopped. */
  stopSent(): void {
    this.#stoppedAt ??= this.lastStatus
  }

  snapshot(look: Look): RunSnapshot {
    const { status, listed } = look
    const facts = factsOf(look)
    if (listed !== undefined) this.#refuseAnothers(listed)
    this.#last = status
    if (this.#isFromBefore(look)) return { phase: 'running', facts }
    const conclusion = this.#conclusion(look)
    // The list tells of the task: a status that it had before says nothing of ours.
    if (conclusion !== undefined) this.#live = false
    else if (listed === undefined || this.#changed || this.#triggerAt !== undefined)
      this.#live = true
    if (conclusion !== undefined) return { phase: 'ended', facts, conclusion }
    const meaning = meaningOf(status)
    return meaning === 'approval' || meaning === 'paused'
      ? { phase: 'waiting', facts }
      : { phase: 'running', facts }
  }

  #refuseAnothers({ lastTriggerAt }: ListedTask): void {
    if (lastTriggerAt === this.#parts.before.listed?.lastTriggerAt) return
    this.#triggerAt ??= lastTriggerAt
    if (this.#triggerAt === lastTriggerAt) return
    this.#live = false
    throw anotherBegan()
  }

  /** Whether the status may still be the one from before the action, so that it says nothing of ours. */
  #isFromBefore({ status, listed }: Look): boolean {
    const { before, id, actedAt, now } = this.#parts
    const inRecords = listed === undefined
    const earlier = inRecords ? (before.last?.id === id ? before.last : undefined) : before.listed
    if (earlier === undefined || earlier.status !== status) this.#changed = true
    return !this.#changed && now() < actedAt + STALE_MS
  }

  #conclusion(look: Look): Conclusion | undefined {
    const meaning = meaningOf(look.status)
    const stopped = this.#stoppedAt !== undefined
    switch (meaning) {
      case 'live':
      case 'approval':
        return undefined
      case 'paused':
        // A stop may leave it paused, if it wasn't before.
        return stopped && this.#stoppedAt !== look.status ? 'stopped' : undefined
      case 'succeeded':
        // A rollback begins at an execution that was good: that it is good says nothing of the rollback.
        return this.#parts.action === 'rollback' ? 'failed' : 'succeeded'
      case 'rolled-back':
        if (this.#parts.action === 'rollback') return stopped ? 'stopped' : 'succeeded'
        return stopped ? 'stopped' : 'failed'
      case 'failed':
        return stopped ? 'stopped' : 'failed'
      case 'unknown':
        return stopped ? 'stopped' : this.#unknownEnd(look)
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
    'Another release of this task has begun, and the list of release tasks tells of the newest only.',
    {
      hint: 'How this one ended stands in its records in the ServiceStage console. Neither was stopped by this step.',
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
