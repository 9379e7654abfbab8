import { toActionError, type EndedRun, type RunSnapshot } from '../../../../core/index.js'
import type { HistoryEntry, RecordInfo } from '../wire/index.js'
import { snapshotOf } from '../snapshot.js'
import { compareParameters } from './parameters-agree.js'
import type { ReuseSearch } from './search.js'

/** Whether one build of the task's history may be reused. */
export type Judgement =
  | { readonly kind: 'hit'; readonly ended: EndedRun; readonly ageMs: number }
  /** It may not be reused, and an older one may. */
  | { readonly kind: 'other'; readonly reason?: string }
  /** No older one may be reused, either. */
  | { readonly kind: 'refused'; readonly reason: string }

const refused = (reason: string): Judgement => ({ kind: 'refused', reason })
const other = (reason?: string): Judgement => ({
  kind: 'other',
  ...(reason !== undefined && { reason }),
})

/** Asked from the newest build on: the first one that is of this commit and these parameters, and over, decides. */
export async function judge(search: ReuseSearch, entry: HistoryEntry): Promise<Judgement> {
  const { api, request, repeated, signal } = search
  const run = { jobId: request.jobId, buildNumber: entry.buildNumber }
  let record: RecordInfo
  try {
    record = await repeated(() => api.recordInfo(run, signal))
  } catch (error) {
    return refused(`its record can't be read: ${toActionError(error).message}`)
  }
  const snapshot = snapshotOf(record)
  return (
    judgeCommit(search, entry, record, snapshot) ??
    (await judgeParameters(search, entry, snapshot)) ??
    (await judgeEnd(search, entry, record, snapshot))
  )
}

/** Undefined for a build that is over, and surely of this commit. */
function judgeCommit(
  { commit }: ReuseSearch,
  entry: HistoryEntry,
  { commit: recorded }: RecordInfo,
  snapshot: RunSnapshot,
): Judgement | undefined {
  const listed = entry.commit?.toLowerCase()
  const confirmed = recorded?.toLowerCase()
  if (confirmed !== commit) {
    if (listed === commit) return refused('its record does not confirm the commit')
    const unknown = confirmed === undefined || commit.startsWith(confirmed)
    // If it succeeded, it isn't the newer failure that would forbid the reuse of an older one.
    if (!unknown || isGood(snapshot)) return other()
    return refused('the service does not say of which commit it is')
  }
  return snapshot.phase === 'ended' ? undefined : other('it has not ended')
}

async function judgeParameters(
  { api, request, repeated, signal, defaults }: ReuseSearch,
  { buildNumber }: HistoryEntry,
  snapshot: RunSnapshot,
): Promise<Judgement | undefined> {
  try {
    const run = { jobId: request.jobId, buildNumber }
    const theirs = await repeated(() => api.parameters(run, signal))
    if (theirs === undefined) return refused('the service does not list its parameters')
    const compared = await compareParameters(request.parameters, theirs, defaults)
    if (compared.kind === 'equal') return undefined
    if (compared.kind === 'different') return other(`its parameter ${compared.name} is another one`)
    const reason = `the value of its parameter ${compared.name} is starred`
    return isGood(snapshot) ? other(reason) : refused(reason)
  } catch (error) {
    return refused(`its parameters can't be compared: ${toActionError(error).message}`)
  }
}

async function judgeEnd(
  { maxAgeMs, serviceNow, lastChange }: ReuseSearch,
  entry: HistoryEntry,
  record: RecordInfo,
  snapshot: RunSnapshot,
): Promise<Judgement> {
  if (snapshot.phase !== 'ended' || !isGood(snapshot)) {
    return refused(`the newest one of this commit and these parameters ended as ${record.status}`)
  }
  const begun = beginOf(entry, record)
  if (begun === undefined) return refused('the service does not say when it began')
  const ageMs = serviceNow - begun.getTime()
  if (ageMs > maxAgeMs) return refused('it is too old')
  try {
    const changed = await lastChange()
    if (changed === undefined) return refused('the service does not say when the task last changed')
    if (begun <= changed) {
      return refused(`the task changed after it began, on ${changed.toISOString().slice(0, 16)}Z`)
    }
  } catch (error) {
    return refused(`when the task last changed can't be read: ${toActionError(error).message}`)
  }
  return { kind: 'hit', ended: snapshot, ageMs: Math.max(0, ageMs) }
}

function isGood(snapshot: RunSnapshot): boolean {
  return snapshot.phase === 'ended' && snapshot.conclusion === 'succeeded'
}

/** The earliest time that the service gives: the build used the task as it was then. */
function beginOf({ startedAt: listed }: HistoryEntry, record: RecordInfo): Date | undefined {
  const times = [record.createdAt, record.startedAt, listed].filter((time) => time !== undefined)
  return times.toSorted((a, b) => a.getTime() - b.getTime())[0]
}
