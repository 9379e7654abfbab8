import type { BuildApi } from '../api/build-api.js'
import type { BuildRun } from '../api/build-run.js'
import type { RemoteStep } from '../wire/index.js'
import { ActionError } from '../../../../core/index.js'

/** What a step's state means for the reader of its file. */
export type StepState = 'coming' | 'running' | 'finished' | 'skipped' | 'beyond'

/** Between two looks at the steps of an ended build, whose statuses may still change. */
const KEEP_MS = 2_000

/** The build's steps, and the record id that their files want, looked up as seldom as the reader allows. */
export class StepList {
  readonly #api: BuildApi
  readonly #now: () => number
  #recordId: string | undefined
  #steps: readonly RemoteStep[] = []
  #readAt: number | undefined

  constructor(api: BuildApi, now: () => number) {
    this.#api = api
    this.#now = now
  }

  /** `undefined`: the build's record isn't there yet. */
  async recordId(run: BuildRun, signal: AbortSignal): Promise<string | undefined> {
    this.#recordId ??= await unlessMissing(
      this.#api.recordInfo(run, signal).then((record) => record.recordId),
    )
    return this.#recordId
  }

  async read(run: BuildRun, signal: AbortSignal): Promise<readonly RemoteStep[]> {
    const now = this.#now()
    if (this.#readAt === undefined || now - this.#readAt >= KEEP_MS) {
      const details = await unlessMissing(this.#api.historyDetails(run, signal))
      this.#steps = details?.steps ?? this.#steps
      this.#readAt = now
    }
    return this.#steps
  }
}

/** No record and no history yet, or never: a build that was not executed has none. */
async function unlessMissing<T>(reading: Promise<T>): Promise<T | undefined> {
  try {
    return await reading
  } catch (error) {
    if (error instanceof ActionError && error.code === 'not-found') return undefined
    throw error
  }
}

/** A step that never began is skipped once a later one began or the build ended. */
export function stateOf(steps: readonly RemoteStep[], index: number, ended: boolean): StepState {
  const own = steps[index]
  if (own === undefined) return 'beyond'
  const word = own.status.toLowerCase()
  if (word === 'success' || word === 'error') return 'finished'
  if (word !== '') return ended ? 'finished' : 'running'
  const later = steps.slice(index + 1).some(({ status }) => status !== '')
  return ended || later ? 'skipped' : 'coming'
}
