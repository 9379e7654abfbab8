import type { CalledService } from '../gateway/index.js'
import {
  ActionError,
  type Backend,
  type Candidate,
  type RunRef,
  type RunReport,
  type RunSnapshot,
  type RunTitle,
  type StartedRun,
} from '../../../core/index.js'
import type { JsonObject } from '../../../text/index.js'
import { Judge } from './judge.js'
import { isNewer, type KnownBefore } from './known-before.js'
import { Looker } from './look.js'
import type { ReleaseAction, ReleaseApi } from './release-api.js'
import { taskStatus } from './waits-for.js'
import type { Execution } from './wire/index.js'

export const RELEASE_WORDS = { run: 'release', runs: 'releases', owner: 'release task' } as const

/** What starts, or goes on with, an execution: `stop` and `approval` follow none. */
export type FollowedAction = Exclude<ReleaseAction, 'stop' | 'approval'>

export interface ReleaseRequest {
  readonly action: FollowedAction
  readonly body: JsonObject
  readonly before: KnownBefore
  /** Of a post step: when main sent the action, epoch milliseconds, and at which status a stop, where it did. */
  readonly actedAt?: number
  readonly stoppedAt?: string
}

export interface ReleaseOptions extends Pick<CalledService, 'debug'> {
  readonly api: ReleaseApi
  readonly now: () => number
  readonly warn: (warning: ActionError) => void
  /** Told, before a stop is sent, at which status that is: a later process needs it. */
  readonly onStop?: (status: string) => void
}

/**
 * A release task of ServiceStage as a system whose executions are started, followed and stopped. It has no log. The
 * service knows a stop of the task only, so one is sent only while ours was live when it was last looked at.
 */
export class Releases implements Backend {
  readonly words = RELEASE_WORDS
  readonly #options: ReleaseOptions
  readonly #request: ReleaseRequest
  readonly #looker: Looker
  #judge: Judge | undefined
  #looked = false
  #execution: Execution | undefined

  constructor(options: ReleaseOptions, request: ReleaseRequest) {
    this.#options = options
    this.#request = request
    this.#looker = new Looker(options)
  }

  async start(signal: AbortSignal): Promise<StartedRun> {
    const { action, body } = this.#request
    const { id } = await this.#options.api.act(action, body, signal)
    this.#judge = this.#judgeOf(id, true)
    this.#looked = true
    return started(id)
  }

  async findStarted(_since: Date, signal: AbortSignal): Promise<readonly Candidate[]> {
    const { action, before } = this.#request
    if (before.ids === undefined) return await this.#inList(signal)
    const { executions } = await this.#options.api.records(signal)
    const ours = (one: Execution): boolean =>
      isNewer(one, before) || (action !== 'start' && changed(one, before))
    return executions.filter(ours).map(({ id }) => started(id))
  }

  async snapshot(ref: RunRef, signal: AbortSignal): Promise<RunSnapshot> {
    const id = idOf(ref)
    const look = await this.#looker.look(id, signal)
    this.#looked = true
    this.#execution = look.execution
    this.#judge ??= this.#judgeOf(id, false)
    return this.#judge.snapshot(look)
  }

  titleOf(ref: RunRef): RunTitle {
    return { name: nameOf(idOf(ref)) }
  }

  async stop(ref: RunRef, signal: AbortSignal): Promise<'stopping' | 'already-ended'> {
    if (!this.#looked) await this.snapshot(ref, signal)
    const judge = this.#judge
    if (judge?.isLive !== true) return 'already-ended'
    const { api, onStop } = this.#options
    // Known before the request leaves: its answer may never come.
    onStop?.(judge.lastStatus)
    try {
      await api.stop(signal)
    } catch (error) {
      if (!(error instanceof ActionError) || error.delivery === 'unclear') judge.stopSent()
      throw error
    }
    judge.stopSent()
    return 'stopping'
  }

  /** The stages' tasks, where the records show them. */
  report(): Promise<RunReport> {
    const tasks = this.#execution?.tasks ?? []
    const steps = tasks.map(({ stage, name, status }) => ({
      name: [stage, name].filter((part) => part !== '').join(' / '),
      status: taskStatus(status),
    }))
    return Promise.resolve({ steps, artifacts: [] })
  }

  /** The list tells of no execution: that the task's entry differs is all there is to find ours by. */
  async #inList(signal: AbortSignal): Promise<readonly Candidate[]> {
    const { listed: before } = this.#request.before
    const now = await this.#options.api.listed(signal)
    const same = now?.status === before?.status && now?.lastTriggerAt === before?.lastTriggerAt
    return now === undefined || same ? [] : [started('')]
  }

  #judgeOf(id: string, accepted: boolean): Judge {
    const { now, warn } = this.#options
    const { action, before, actedAt = now(), stoppedAt } = this.#request
    return new Judge({
      action,
      before,
      actedAt,
      id,
      accepted,
      now,
      warn,
      ...(stoppedAt !== undefined && { stoppedAt }),
    })
  }
}

/** Whether an execution is the last one known before, and has another status since. */
function changed({ id, status }: Execution, { last }: KnownBefore): boolean {
  return id === last?.id && status !== last.status
}

function started(id: string): StartedRun {
  return { ref: { executionId: id }, name: nameOf(id), number: id }
}

function nameOf(id: string): string {
  return id === '' ? 'the release' : `release #${id}`
}

function idOf(ref: RunRef): string {
  return String(ref['executionId'] ?? '')
}
