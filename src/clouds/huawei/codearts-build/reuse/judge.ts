import { toActionError, type EndedRun, type RunSnapshot } from '../../../../core/index.js'
import type { HistoryEntry, RecordInfo } from '../wire/index.js'
import { snapshotOf } from '../snapshot.js'
import { compareParameters } from './parameters-agree.js'
import type { ReuseSearch } from './search.js'

/** What becomes of one build of the task's history. */
export type Judgement =
  | { readonly kind: 'hit'; readonly ended: EndedRun; readonly ageMs: number }
  /** Not the one, and older ones may be. */
  | { readonly kind: 'other'; readonly why?: string }
  /** Whatever is older, the build is started. */
  | { readonly kind: 'refused'; readonly why: string }

const refused = (why: string): Judgement => ({ kind: 'refused', why })
const other = (why?: string): Judgement => ({ kind: 'other', ...(why !== undefined && { why }) })

/** Asked from the newest build on: the first one that is of this commit and these parameters, and over, decides. */
export async function judge(search: ReuseSearch, entry: HistoryEntry): Promise<Judgement> {
  const { api, request, signal } = search
  const run = { jobId: request.jobId, buildNumber: entry.buildNumber }
  let record: RecordInfo
  try {
    record = await api.recordInfo(run, signal)
  } catch (fault) {
    return refused(`its record can't be read: ${toActionError(fault).message}`)
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
    // A good build can't be the bad one that would have to be looked at first.
    if (!unknown || isGood(snapshot)) return other()
    return refused('nothing tells of which commit it is')
  }
  return snapshot.phase === 'ended' ? undefined : other('it has not ended')
}

async function judgeParameters(
  { api, request, signal, defaults }: ReuseSearch,
  { buildNumber }: HistoryEntry,
  snapshot: RunSnapshot,
): Promise<Judgement | undefined> {
  try {
    const theirs = await api.parameters({ jobId: request.jobId, buildNumber }, signal)
    if (theirs === undefined) return refused('its parameters are not told')
    const compared = await compareParameters(request.parameters, theirs, defaults)
    if (compared.kind === 'equal') return undefined
    if (compared.kind === 'different') return other(`its parameter ${compared.name} is another one`)
    const why = `the value of its parameter ${compared.name} is starred`
    return isGood(snapshot) ? other(why) : refused(why)
  } catch (fault) {
    return refused(`its parameters can't be compared: ${toActionError(fault).message}`)
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
  if (begun === undefined) return refused('its begin is not told')
  const ageMs = serviceNow - begun.getTime()
  if (ageMs > maxAgeMs) return refused('it is too old')
  try {
    const changed = await lastChange()
    if (changed === undefined) return refused('when the task last changed is not told')
    if (begun <= changed) {
      return refused(`the task changed after it began, on ${changed.toISOString().slice(0, 16)}Z`)
    }
  } catch (fault) {
    return refused(`when the task last changed can't be read: ${toActionError(fault).message}`)
  }
  return { kind: 'hit', ended: snapshot, ageMs: Math.max(0, ageMs) }
}

function isGood(snapshot: RunSnapshot): boolean {
  return snapshot.phase === 'ended' && snapshot.conclusion === 'succeeded'
}

/** The earliest of what is told: with what stood then it was built. */
function beginOf({ startedAt: listed }: HistoryEntry, record: RecordInfo): Date | undefined {
  const times = [record.createdAt, record.startedAt, listed].filter((time) => time !== undefined)
  return times.toSorted((a, b) => a.getTime() - b.getTime())[0]
}
