import { type CalledService, isNotOffered } from '../gateway/index.js'
import { ActionError } from '../../../core/index.js'
import { beganAfter } from './known-before.js'
import type { ReleaseApi } from './release-api.js'
import type { Execution, ListedTask } from './wire/index.js'

/** What one look at an execution showed. */
export interface Look {
  readonly status: string
  /** Of the records only. */
  readonly execution?: Execution
  /** Whether a later one is there: a task is executed once at a time, so this one can't be live any more. */
  readonly superseded?: boolean
  /** Of the list only, which shows the task and not one execution. */
  readonly listed?: ListedTask
}

export interface Looking extends Pick<CalledService, 'debug'> {
  readonly api: ReleaseApi
  /** Called once with what the records lack. */
  readonly warn: (warning: ActionError) => void
}

/** Looks at an execution in the records, and where these don't show its status, at the task in the list. */
export class Looker {
  readonly #parts: Looking
  #warned = false
  #recordsOffered: boolean

  /** `recordsOffered` is false where it is known already that they aren't. */
  constructor(parts: Looking, recordsOffered: boolean) {
    this.#parts = parts
    this.#recordsOffered = recordsOffered
  }

  /** `id` is empty where no answer named it: then only the list is left. */
  async look(id: string, signal: AbortSignal): Promise<Look> {
    const useRecords = this.#recordsOffered && id !== ''
    const found = useRecords ? await this.#inRecords(id, signal) : undefined
    return found ?? (await this.#inList(signal))
  }

  /** Undefined where the records are no help: they aren't offered, don't show all, or lack the status. */
  async #inRecords(id: string, signal: AbortSignal): Promise<Look | undefined> {
    const { api, debug } = this.#parts
    try {
      const { executions, partial } = await api.records(signal)
      const execution = executions.find((one) => one.id === id)
      if (execution === undefined && !partial) throw notRecorded(id)
      if (execution?.status !== undefined) {
        const superseded = executions.some((one) => beganAfter(one, execution))
        return { status: execution.status, execution, superseded }
      }
      if (execution !== undefined) this.#miss()
      return undefined
    } catch (error) {
      if (!isNotOffered(error)) throw error
      this.#recordsOffered = false
      debug(`records: ${error.message}; the list of release tasks is read instead`)
      return undefined
    }
  }

  async #inList(signal: AbortSignal): Promise<Look> {
    const listed = await this.#parts.api.listed(signal)
    if (listed?.status === undefined) throw notListed()
    return { status: listed.status, listed }
  }

  #miss(): void {
    if (this.#warned) return
    this.#warned = true
    this.#parts.warn(
      new ActionError(
        'bad-answer',
        'The records of this release task show no status; the list of release tasks is read instead.',
        {
          hint: 'The list shows the task, not one release: please report the form of the records.',
        },
      ),
    )
  }
}

function notRecorded(id: string): ActionError {
  return new ActionError(
    'not-found',
    `The records of the release task have no release #${id} yet.`,
    {
      hint: 'Right after the start this passes by itself.',
      transient: true,
    },
  )
}

function notListed(): ActionError {
  return new ActionError('not-found', 'The list of release tasks shows no status of this one.', {
    hint: 'Check pipeline-id and project-id, and whether the task was deleted.',
    transient: true,
  })
}
