import { type ApiVersions, isNotOffered, type ServiceClient } from '../gateway/index.js'
import { ActionError, type RunSnapshot } from '../../../core/index.js'
import type { BuildApi, JobStatus } from './api/build-api.js'
import type { BuildRun } from './api/build-run.js'
import { findBuild } from './api/history-calls.js'
import { snapshotOfEntry } from './snapshot.js'

/** After nothing of the task has run for so long, no answer about how the build ended is expected any more. */
const IDLE_MS = 2 * 60_000

export interface RecordlessParts {
  readonly client: ServiceClient
  readonly versions: ApiVersions
  readonly api: BuildApi
  /** Epoch milliseconds, this machine's clock. */
  readonly now: () => number
}

/**
 * The snapshot of a build where no version of record-info is published: the task's history decides. Where that isn't
 * published either, the status calls show that something runs, and nothing shows how it ended.
 */
export class Recordless {
  readonly #parts: RecordlessParts
  #ran = false
  #idleSince: number | undefined

  constructor(parts: RecordlessParts) {
    this.#parts = parts
  }

  async snapshot(run: BuildRun, signal: AbortSignal): Promise<RunSnapshot> {
    const { client, versions, now } = this.#parts
    try {
      const time = now() + client.clockOffsetMs
      const entry = await findBuild(client, versions, run, time, signal)
      if (entry !== undefined) return snapshotOfEntry(entry)
    } catch (error) {
      if (!isNotOffered(error)) throw error
      return await this.#byStatus(run, withoutHistory, signal)
    }
    return await this.#byStatus(run, () => notListed(run), signal)
  }

  async #byStatus(
    run: BuildRun,
    error: (over: boolean) => ActionError,
    signal: AbortSignal,
  ): Promise<RunSnapshot> {
    const status = await this.#status(run, signal)
    if (status?.running === true) {
      this.#ran = true
      this.#idleSince = undefined
      return { phase: 'running', facts: { word: '' } }
    }
    const now = this.#parts.now()
    // A queued build is "not running" to the status call, too: only after it ran does the word mean an end.
    if (status !== undefined && this.#ran) this.#idleSince ??= now
    throw error(this.#idleSince !== undefined && now - this.#idleSince >= IDLE_MS)
  }

  async #status(run: BuildRun, signal: AbortSignal): Promise<JobStatus | undefined> {
    try {
      return await this.#parts.api.status(run, signal)
    } catch (error) {
      if (isNotOffered(error)) return undefined
      throw error
    }
  }
}

function withoutHistory(over: boolean): ActionError {
  return new ActionError(
    'not-offered',
    over
      ? "Nothing of the task runs any more, and how the build ended can't be known: neither record-info nor a history is published at this address."
      : "The build's state can't be read: neither record-info nor a history of the task is published at this address.",
    {
      hint: "Look at the build's page in the console, and check region and endpoint.",
      transient: !over,
      final: over,
    },
  )
}

function notListed({ buildNumber }: BuildRun): ActionError {
  return new ActionError(
    'not-found',
    `The task's history, which is read because record-info is not published, has no build #${buildNumber}.`,
    { hint: 'Right after a start this passes by itself.', transient: true },
  )
}
