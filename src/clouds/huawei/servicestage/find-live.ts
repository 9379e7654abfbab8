import { type CalledService, isNotOffered } from '../gateway/index.js'
import { mayBeStopped } from './judge.js'
import { newest } from './known-before.js'
import type { ReleaseApi } from './release-api.js'

/** An execution of a release task that could be stopped. */
export interface LiveExecution {
  /** Empty where only the list of tasks shows that one is live. */
  readonly id: string
  readonly status: string
}

/** The execution that is live; undefined where none is. The service executes a release task once at a time. */
export async function findLive(
  api: ReleaseApi,
  { debug }: Pick<CalledService, 'debug'>,
  signal: AbortSignal,
): Promise<LiveExecution | undefined> {
  try {
    const { executions } = await api.records(signal)
    const live = newest(executions.filter(({ status }) => mayBeStopped(status)))
    if (live?.status !== undefined) return { id: live.id, status: live.status }
    if (executions.every(({ status }) => status !== undefined)) return undefined
  } catch (error) {
    if (!isNotOffered(error)) throw error
    debug(`records: ${error.message}; the list of release tasks is read instead`)
  }
  const { status } = (await api.listed(signal)) ?? {}
  return status !== undefined && mayBeStopped(status) ? { id: '', status } : undefined
}
