import type { ApiVersions, ServiceClient } from '../gateway/index.js'
import {
  type GraphTask,
  type ReportWish,
  type RunReport,
  type TaskGraph,
  toActionError,
} from '../../../core/index.js'
import { present } from '../../../text/index.js'
import type { BuildRun } from './api/build-run.js'
import { ExtraCalls, RECENT_DAYS } from './api/extra-calls.js'
import { meaningOf } from './wire/index.js'

/** For all of them together: they must not hold up a build that is over. */
const LIMIT_MS = 1_000

/** What a summary can do without; what the service doesn't offer, or not at once, is absent. */
export type BuildExtras = Pick<RunReport, 'graph' | 'recent' | 'causes'>

export interface ExtrasParts {
  readonly client: ServiceClient
  readonly versions: ApiVersions
  /** Epoch milliseconds, this machine's clock. */
  readonly now: () => number
  readonly debug: (line: string) => void
}

/** Reads the extras side by side, for a second at most. Never fails: what went wrong is a debug line. */
export async function readExtras(
  { client, versions, now, debug }: ExtrasParts,
  run: BuildRun,
  { recordId, failed }: Omit<ReportWish, 'extras'>,
  signal: AbortSignal,
): Promise<BuildExtras> {
  const limit = AbortSignal.any([signal, AbortSignal.timeout(LIMIT_MS)])
  const calls = new ExtraCalls(client, versions)
  const time = now() + client.clockOffsetMs
  const quietly = async <T>(what: string, read: Promise<T> | undefined): Promise<T | undefined> => {
    if (read === undefined) return undefined
    try {
      return await Promise.race([read, dropped(limit)])
    } catch (fault) {
      debug(`${what} left out: ${toActionError(fault).message}`)
      return undefined
    }
  }
  const [graph, ratio, durations, causes] = await Promise.all([
    quietly('flow-graph', recordId === undefined ? undefined : calls.flowGraph(recordId, limit)),
    quietly('success-ratio', calls.successRatio(run.jobId, time, limit)),
    quietly('recent history', calls.durations(run, limit)),
    quietly('analysis', failed ? calls.analysis(run, limit) : undefined),
  ])
  const medianMs = medianOf(durations ?? [])
  const recent =
    ratio === undefined && medianMs === undefined
      ? undefined
      : { days: RECENT_DAYS, ...present({ ...ratio, medianMs }) }
  return present({
    graph: graph !== undefined && graph.tasks.length > 1 ? inOurWords(graph) : undefined,
    recent,
    causes: causes !== undefined && causes.length > 0 ? causes : undefined,
  })
}

/** The middle value; of two, the mean. */
export function medianOf(values: readonly number[]): number | undefined {
  const sorted = [...values].sort((a, b) => a - b)
  const upper = sorted[Math.floor(sorted.length / 2)]
  const lower = sorted[Math.floor((sorted.length - 1) / 2)]
  return upper === undefined || lower === undefined ? undefined : (lower + upper) / 2
}

function inOurWords({ tasks, edges }: TaskGraph): TaskGraph {
  return { tasks: tasks.map((task) => ({ ...task, status: statusOf(task) })), edges }
}

function statusOf({ status }: GraphTask): string {
  const meaning = meaningOf(status)
  switch (meaning.kind) {
    case 'ended':
      return meaning.conclusion === 'timed-out' ? 'failed' : meaning.conclusion
    case 'queued':
      return 'not-started'
    case 'running':
      return 'running'
    case 'unknown':
      return status === '' ? 'not-started' : status
  }
}

function dropped(signal: AbortSignal): Promise<never> {
  return new Promise((_resolve, reject) => {
    const drop = (): void => reject(new Error('not answered in time'))
    if (signal.aborted) drop()
    else signal.addEventListener('abort', drop, { once: true })
  })
}
