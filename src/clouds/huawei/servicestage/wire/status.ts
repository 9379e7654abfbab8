/** What a release task's or an execution's status means. */
export type StatusMeaning =
  'succeeded' | 'failed' | 'rolled-back' | 'live' | 'approval' | 'paused' | 'unknown'

interface KnownStatus {
  readonly words: string
  readonly meaning: StatusMeaning
}

/**
 * ServiceStage API reference, "Obtaining the Release Task List" (servicestage_06_0246), field `status`. 6 and 8 are missing
 * there. Assumption: 9, "skip", is of a task inside an execution and of none as a whole; an execution that was stopped
 * has no status of its own in that list, so that any which isn't live is its end.
 */
const STATUSES: ReadonlyMap<string, KnownStatus> = new Map<string, KnownStatus>([
  ['1', { words: 'initialised', meaning: 'live' }],
  ['2', { words: 'released', meaning: 'succeeded' }],
  ['3', { words: 'release failed', meaning: 'failed' }],
  ['4', { words: 'releasing', meaning: 'live' }],
  ['5', { words: 'awaiting approval', meaning: 'approval' }],
  ['7', { words: 'paused', meaning: 'paused' }],
  ['10', { words: 'rolling back', meaning: 'live' }],
  ['11', { words: 'rolled back', meaning: 'rolled-back' }],
  ['12', { words: 'rollback failed', meaning: 'failed' }],
  ['13', { words: 'stopping', meaning: 'live' }],
  ['14', { words: 'restarting', meaning: 'live' }],
])

export function meaningOf(code: string): StatusMeaning {
  return STATUSES.get(code)?.meaning ?? 'unknown'
}

/** For people: `4: releasing`. */
export function statusWords(code: string): string {
  const known = STATUSES.get(code)
  return known === undefined ? `${code}: not documented` : `${code}: ${known.words}`
}

/** Whether an execution of this status may be stopped, and may go on. */
export function isLive(code: string): boolean {
  const meaning = meaningOf(code)
  return meaning === 'live' || meaning === 'approval' || meaning === 'paused'
}

/** Whether a stop was taken: nothing else leads there. */
export function isStopping(code: string): boolean {
  return code === '13'
}
