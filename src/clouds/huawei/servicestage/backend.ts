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
import { isEnd, Judge, type Known } from './judge.js'
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
  /** Of a post step: when main sent the action, epoch milliseconds. */
  readonly actedAt?: number
  /** Of a post step: what main learnt. */
  readonly known?: Known
}

export interface ReleaseOptions extends Pick<CalledService, 'debug'> {
  readonly api: ReleaseApi
  readonly now: () => number
  readonly warn: (warning: ActionError) => void
  /** Told what a later process must know, as soon as it is known. */
  readonly remember?: (known: Known) => void
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
    this.#looker = new Looker(options, recordsOffered(request.before))
  }

  async start(signal: AbortSignal): Promise<StartedRun> {
    const { action, body } = this.#request
    const { id, status } = await this.#options.api.act(action, body, signal)
    // One that ended before the answer was written must not be stopped.
    this.#judge = this.#judgeOf(id, { accepted: !isEnd(status), status })
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
    this.#judge ??= this.#judgeOf(id, { accepted: false })
    return this.#judge.snapshot(look)
  }

  titleOf(ref: RunRef): RunTitle {
    return { name: nameOf(idOf(ref)) }
  }

  async stop(ref: RunRef, signal: AbortSignal): Promise<'stopping' | 'already-ended'> {
    if (!this.#looked) await this.snapshot(ref, signal)
    const judge = this.#judge
    if (judge?.isLive !== true) return 'already-ended'
    judge.stopLeaves()
    try {
      await this.#options.api.stop(signal)
    } catch (error) {
      if (!(error instanceof ActionError) || error.delivery === 'unclear') judge.stopSent()
      else if (error.delivery === 'answered') judge.stopRefused()
      else judge.stopNotSent()
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

  #judgeOf(id: string, answer: { accepted: boolean; status?: string | undefined }): Judge {
    const { now, warn, remember = () => undefined } = this.#options
    const { action, before, actedAt = now(), known = {} } = this.#request
    return new Judge({
      action,
      before,
      actedAt,
      id,
      accepted: answer.accepted,
      status: answer.status ?? '',
      now,
      warn,
      known,
      remember,
    })
  }
}

/** Where they weren't offered before, the list was read instead. */
function recordsOffered({ ids, listed }: KnownBefore): boolean {
  return ids !== undefined || listed === undefined
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
