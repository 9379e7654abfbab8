import { badAnswer, type CalledService, nameOf, type ServiceCall } from '../gateway/index.js'
import { ActionError } from '../../../core/index.js'
import type { JsonObject } from '../../../text/index.js'
import {
  type ActionAnswer,
  exactJson,
  type ListedTask,
  readActionAnswer,
  readListedTask,
  readRecords,
  type RecordsPage,
} from './wire/index.js'

/** The actions of the call that operates a release task, as its page lists them. */
export type ReleaseAction = 'start' | 'stop' | 'retry' | 'approval' | 'continue' | 'rollback'

/** A release task. */
export interface ReleaseTaskRef {
  /** The tenant's project of the region. */
  readonly projectId: string
  readonly pipelineId: string
}

/** An action must not be sent twice, so its answer is waited for longer than that of a read. */
const ACTION_ANSWER_MS = 30_000

/** The calls of ServiceStage about one release task. Decides nothing; remembers only which calls aren't offered. */
export class ReleaseApi {
  readonly #service: CalledService
  readonly #stopService: CalledService
  readonly #task: ReleaseTaskRef

  /** `stopService` has connections of its own: a stop must not wait for a call that hangs. */
  constructor(service: CalledService, stopService: CalledService, task: ReleaseTaskRef) {
    this.#service = service
    this.#stopService = stopService
    this.#task = task
  }

  /** Throws `not-offered` where the gateway doesn't publish the call, or it answers in a form that isn't known here. */
  async records(signal: AbortSignal): Promise<RecordsPage> {
    const call: ServiceCall = { method: 'GET', path: [...this.#path, 'records'] }
    const answer = await json(this.#service, call, signal)
    const page = readRecords(answer)
    if (page !== undefined) return page
    throw badAnswer(nameOf(call), 'records', answer).with({ code: 'not-offered', transient: false })
  }

  /** Undefined where the list doesn't have the task. */
  async listed(signal: AbortSignal): Promise<ListedTask | undefined> {
    const { projectId, pipelineId } = this.#task
    const call: ServiceCall = { method: 'GET', path: ['v3', projectId, 'pipeline', 'pipelines'] }
    return readListedTask(nameOf(call), await json(this.#service, call, signal), pipelineId)
  }

  async act(action: ReleaseAction, body: JsonObject, signal: AbortSignal): Promise<ActionAnswer> {
    const call = this.#action(action, body)
    return readActionAnswer(nameOf(call), await json(this.#service, call, signal))
  }

  /** A stop may be repeated; its answer needs no id. */
  async stop(signal: AbortSignal): Promise<void> {
    await json(this.#stopService, { ...this.#action('stop', {}), mayBeEmpty: true }, signal)
  }

  get #path(): readonly string[] {
    const { projectId, pipelineId } = this.#task
    return ['v3', projectId, 'pipeline', 'pipelines', pipelineId]
  }

  #action(action: ReleaseAction, body: JsonObject): ServiceCall {
    return {
      method: 'POST',
      path: [...this.#path, 'action'],
      query: { action_id: action },
      body,
      ...(action !== 'stop' && { answerWithinMs: ACTION_ANSWER_MS }),
    }
  }
}

async function json(
  { client }: CalledService,
  call: ServiceCall,
  signal: AbortSignal,
): Promise<unknown> {
  try {
    return await client.json(call, signal, exactJson)
  } catch (error) {
    throw inWordsOfReleases(error)
  }
}

/**
 * The hints of the gateway's errors are about build tasks. What no answer of the service says (a job without
 * `id-token: write`), and a redirect, have hints that hold for every action.
 */
function inWordsOfReleases(error: unknown): unknown {
  if (!(error instanceof ActionError)) return error
  const { httpStatus } = error
  if (httpStatus === undefined || (httpStatus >= 300 && httpStatus < 400)) return error
  const hint = HINTS[error.code]
  return hint === undefined ? error : error.with({ hint })
}

const HINTS: Partial<Readonly<Record<ActionError['code'], string>>> = {
  'not-found':
    'Check pipeline-id, project-id (of the region, not of CodeArts), region and endpoint.',
  'not-permitted':
    'Grant the user or agency the ServiceStage permissions servicestage:pipeline:modify, :get and :list in this project.',
  refused:
    "The service's message says why: a release task runs once at a time, retry needs a failed one, rollback a finished one. The ServiceStage API reference explains its codes.",
}
