import type { ApiVersions, ServiceClient } from '../gateway/index.js'
import { ActionError } from '../../../core/index.js'
import type { BuildApi } from './api/build-api.js'
import type { BuildRun } from './api/build-run.js'
import { listBuilds } from './api/history-calls.js'
import type { StartRequest } from './api/start-call.js'
import type { HistoryEntry, RecordInfo } from './wire/index.js'

/** Times in the history are whole seconds. */
const TOLERANCE_MS = 2_000
const DATE_LAG_MS = 500
/** Candidates are looked at one by one. Of a task that starts more builds within seconds ours could not be found anyway. */
const MAX_CANDIDATES = 20

export interface Search {
  readonly client: ServiceClient
  readonly versions: ApiVersions
  readonly api: BuildApi
  readonly request: StartRequest
  readonly now: () => number
}

export interface FoundBuild extends HistoryEntry {
  /** Its parameters can't be read yet. */
  readonly uncertain: boolean
}

/** The builds that a start sent at `since` (this machine's clock) may have made. */
export async function findStarted(
  search: Search,
  since: Date,
  signal: AbortSignal,
): Promise<readonly FoundBuild[]> {
  const { client, versions, request, now } = search
  const listed = await listBuilds(
    client,
    versions,
    request.jobId,
    serviceTimes(client, since, now()),
    signal,
  )
  // `Date` names whole seconds and takes time to arrive: on average it is half a second late.
  const earliest = since.getTime() + client.clockOffsetMs + DATE_LAG_MS - TOLERANCE_MS
  const candidates = listed
    .filter(({ startedAt }) => startedAt === undefined || startedAt.getTime() >= earliest)
    .filter(({ commit }) => commit === undefined || mayBeOurs(request, commit))
    .sort((a, b) => b.buildNumber - a.buildNumber)
    .slice(0, MAX_CANDIDATES)
  const found: FoundBuild[] = []
  for (const entry of candidates) {
    const ours = await judge(search, entry, earliest, signal)
    if (ours !== 'no') found.push({ ...entry, uncertain: ours === 'maybe' })
  }
  return found
}

function serviceTimes(
  client: ServiceClient,
  since: Date,
  now: number,
): { from: number; to: number } {
  const offset = client.clockOffsetMs
  return { from: since.getTime() + offset, to: now + offset }
}

function mayBeOurs({ source }: StartRequest, commit: string): boolean {
  return source.kind !== 'commit' || source.commit.toLowerCase() === commit.toLowerCase()
}

async function judge(
  search: Search,
  entry: HistoryEntry,
  earliest: number,
  signal: AbortSignal,
): Promise<'yes' | 'no' | 'maybe'> {
  const { api, request } = search
  const run: BuildRun = { jobId: request.jobId, buildNumber: entry.buildNumber }
  const { value: record, error: recordError } = await attempt(api.recordInfo(run, signal))
  const begun = record?.createdAt ?? entry.startedAt ?? record?.startedAt
  if (begun === undefined || begun.getTime() < earliest) return 'no'
  const details = await attempt(api.parameters(run, signal))
  const agrees = details.value === undefined ? undefined : parametersAgree(request, details.value)
  if (agrees === false) return 'no'
  const commit = entry.commit ?? record?.commit
  if (request.source.kind === 'commit' && commit !== undefined) {
    if (!mayBeOurs(request, commit)) return 'no'
    // Two jobs of a matrix build one commit: only parameters distinguish their builds, and a queued build shows none.
    const later = request.parameters.length > 0 && details.error?.transient === true
    return later ? 'maybe' : 'yes'
  }
  // The history does not name our commit, so tag and parameters must be known to agree. A queued build shows them later:
  // to take it for somebody else's could leave our own build unwatched.
  for (const error of [recordError, details.error]) if (error?.transient === true) throw error
  return agrees === true && tagAgrees(request, record) ? 'yes' : 'no'
}

interface Attempt<T> {
  readonly value?: T
  readonly error?: ActionError
}

/** An error is returned, not thrown: the caller knows whether it can do without the reading. */
async function attempt<T>(reading: Promise<T>): Promise<Attempt<T>> {
  try {
    return { value: await reading }
  } catch (error) {
    if (error instanceof ActionError) return { error }
    throw error
  }
}

/** A task's own default may well be a tag, so it agrees with any. */
function tagAgrees({ source }: StartRequest, record: RecordInfo | undefined): boolean {
  switch (source.kind) {
    case 'default':
      return true
    case 'tag':
      return record?.tag === source.tag
    case 'commit':
      return record !== undefined && record.tag === undefined
  }
}

/** Ours only: the service adds the task's defaults. Sensitive values come starred and agree with anything. */
function parametersAgree(
  { parameters }: StartRequest,
  reported: ReadonlyMap<string, string>,
): boolean {
  return parameters.every(({ name, value }) => {
    const other = reported.get(name)
    return other !== undefined && (other === value || /^\*+$/.test(other))
  })
}
