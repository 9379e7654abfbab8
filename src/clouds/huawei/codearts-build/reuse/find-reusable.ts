import type { EndedRun } from '../../../../core/index.js'
import type { CalledService } from '../../gateway/index.js'
import type { BuildApi } from '../api/build-api.js'
import { lastChange, taskParameters } from '../api/definition-calls.js'
import { buildsOfPeriod } from '../api/period-builds.js'
import type { StartRequest } from '../api/start-call.js'
import type { HistoryEntry } from '../wire/index.js'
import { judge } from './judge.js'
import type { Repeated, ReuseSearch } from './search.js'

const DAY_MS = 86_400_000
/** If so many builds of one commit can't be reused, older ones are not looked at. */
const MOST_CANDIDATES = 30

export interface ReusableBuild {
  readonly buildNumber: number
  readonly dailyNumber?: string
  readonly ended: EndedRun
  /** Since it began. */
  readonly ageMs: number
}

export interface ReuseAnswer {
  readonly hit?: ReusableBuild
  /** Why no build, or no newer one, is reused: one line for each build that was looked at. */
  readonly notes: readonly string[]
}

export interface ReuseWish {
  readonly service: CalledService
  readonly api: BuildApi
  readonly request: StartRequest
  readonly maxAgeMs: number
  /** Epoch milliseconds, this machine's clock. */
  readonly now: number
  readonly repeated: Repeated
}

/**
 * Looks for a good build of the same task, commit and parameters that may stand for this one. Every doubt is a no. Throws
 * if the task's history can't be read.
 *
 * `GET /v3/jobs/{project_id}/last-history` is not asked: it names the latest success of a repository over all tasks,
 * without parameters and without newer builds that failed, so it can neither give a hit nor rule one out.
 */
export async function findReusable(wish: ReuseWish, signal: AbortSignal): Promise<ReuseAnswer> {
  const { service, request, maxAgeMs, now, repeated } = wish
  if (request.source.kind !== 'commit') return no('only a build of a full commit id is reused.')
  if (request.parameters.some(({ secret }) => secret)) {
    return no('secret-parameters are given, and nobody can compare their values.')
  }
  const commit = request.source.commit.toLowerCase()
  const period = { from: now - maxAgeMs - DAY_MS, to: now + DAY_MS }
  const listed = await repeated(() => buildsOfPeriod(service, request.jobId, period, signal))
  if (!listed.complete) return no("the task's history is not listed in full.")
  const candidates = listed.entries
    .filter((entry) => mayBeOf(commit, entry))
    .toSorted((a, b) => b.buildNumber - a.buildNumber)
  return await newestThatDecides(searchOf(wish, commit, signal), candidates)
}

function no(reason: string): ReuseAnswer {
  return { notes: [`No earlier build is reused: ${reason}`] }
}

function searchOf(wish: ReuseWish, commit: string, signal: AbortSignal): ReuseSearch {
  const { service, api, request, maxAgeMs, now, repeated } = wish
  return {
    api,
    request,
    commit,
    maxAgeMs,
    serviceNow: now + service.client.clockOffsetMs,
    defaults: once(async () => {
      const defined = await repeated(() => taskParameters(service, request.jobId, signal))
      return new Map(defined.map(({ name, defaultValue }) => [name, defaultValue]))
    }),
    lastChange: once(() => repeated(() => lastChange(service, request.jobId, signal))),
    repeated,
    signal,
  }
}

async function newestThatDecides(
  search: ReuseSearch,
  candidates: readonly HistoryEntry[],
): Promise<ReuseAnswer> {
  const notes: string[] = []
  for (const entry of candidates.slice(0, MOST_CANDIDATES)) {
    const judgement = await judge(search, entry)
    if (judgement.kind === 'hit') {
      const { ended, ageMs } = judgement
      const { buildNumber, dailyNumber } = entry
      return { hit: { buildNumber, ...(dailyNumber && { dailyNumber }), ended, ageMs }, notes }
    }
    if (judgement.reason !== undefined) {
      notes.push(`Build #${entry.buildNumber} is not reused: ${judgement.reason}.`)
    }
    if (judgement.kind === 'refused') return { notes }
  }
  if (candidates.length > MOST_CANDIDATES) {
    return {
      notes: [...notes, ...no('there are too many builds of this commit to look at.').notes],
    }
  }
  return notes.length > 0 ? { notes } : no('the task has none of this commit in that time.')
}

/** Without a commit it may be of any. */
function mayBeOf(commit: string, { commit: listed }: HistoryEntry): boolean {
  const id = listed?.toLowerCase()
  return id === undefined || id === commit || (id.length >= 7 && commit.startsWith(id))
}

function once<T>(ask: () => Promise<T>): () => Promise<T> {
  let asked: Promise<T> | undefined
  return () => (asked ??= ask())
}
