import type { ApiVersions, ServiceClient } from '../gateway/index.js'
import {
  type GraphTask,
  type RecentRuns,
  type ReportWish,
  type RunReport,
  type TaskGraph,
  toActionError,
} from '../../../core/index.js'
import { present } from '../../../text/index.js'
import type { BuildRun } from './api/build-run.js'
import { ExtraCalls, RECENT_DAYS } from './api/extra-calls.js'
import { meaningOf, type RecentBuilds } from './wire/index.js'

/** For all of them together: they must not hold up a build that is over. */
const LIMIT_MS = 1_000

/** What a summary shows if it can be had at once; anything else is absent. */
export type BuildExtras = Pick<RunReport, 'graph' | 'recent' | 'causes'>

export interface ExtrasParts {
  readonly client: ServiceClient
  readonly versions: ApiVersions
  readonly debug: (line: string) => void
}

/** Reads the extras side by side, for a second at most. Never fails: what went wrong is a debug line. */
export async function readExtras(
  { client, versions, debug }: ExtrasParts,
  run: BuildRun,
  { recordId, failed }: Omit<ReportWish, 'extras'>,
  signal: AbortSignal,
): Promise<BuildExtras> {
  const { signal: limit, cancel } = limited(signal)
  const calls = new ExtraCalls(client, versions)
  const quietly = async <T>(what: string, read: Promise<T> | undefined): Promise<T | undefined> => {
    if (read === undefined) return undefined
    try {
      return await Promise.race([read, dropped(limit)])
    } catch (error) {
      debug(`${what} left out: ${toActionError(error).message}`)
      return undefined
    }
  }
  const [graph, builds, causes] = await Promise.all([
    quietly('flow-graph', recordId === undefined ? undefined : calls.flowGraph(recordId, limit)),
    quietly('recent history', calls.recentBuilds(run, limit)),
    quietly('analysis', failed ? calls.analysis(run, limit) : undefined),
  ])
  cancel()
  return present({
    graph: graph !== undefined && graph.tasks.length > 1 ? inOurWords(graph) : undefined,
    recent: builds && recentOf(builds),
    causes: causes !== undefined && causes.length > 0 ? causes : undefined,
  })
}

/** With a timer of its own: a signal of `AbortSignal.timeout` inside `AbortSignal.any` may be collected before it aborts. */
function limited(signal: AbortSignal): {
  readonly signal: AbortSignal
  readonly cancel: () => void
} {
  const over = new AbortController()
  const drop = (): void => over.abort()
  const timer = setTimeout(drop, LIMIT_MS)
  timer.unref()
  if (signal.aborted) drop()
  else signal.addEventListener('abort', drop, { once: true })
  const cancel = (): void => {
    clearTimeout(timer)
    signal.removeEventListener('abort', drop)
  }
  return { signal: over.signal, cancel }
}

/** Nothing where no build ended. */
function recentOf({ succeeded, total, durations, ownMs }: RecentBuilds): RecentRuns | undefined {
  if (total === 0) return undefined
  return {
    days: RECENT_DAYS,
    succeeded,
    total,
    ...present({ medianMs: medianOf(durations), ownMs }),
  }
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
