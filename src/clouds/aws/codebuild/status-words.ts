import type { Conclusion } from '../../../core/index.js'

/** AWS CodeBuild API Reference, "Build", buildStatus. `FAULT` is a failure of the service itself; it fails the step, too. */
const CONCLUSIONS: ReadonlyMap<string, Conclusion> = new Map([
  ['succeeded', 'succeeded'],
  ['failed', 'failed'],
  ['fault', 'failed'],
  ['timed_out', 'timed-out'],
  ['stopped', 'stopped'],
])

const LIVE = 'in_progress'

/** What an end in this word means. Compared without case, in lower case: upper case turns `ſ` into `S`. */
export function conclusionOf(word: string): Conclusion {
  return CONCLUSIONS.get(word.toLowerCase()) ?? 'unknown'
}

/** Whether the word is documented. */
export function isKnown(word: string): boolean {
  return word.toLowerCase() === LIVE || CONCLUSIONS.has(word.toLowerCase())
}

/** AWS CodeBuild API Reference, "BuildPhase", phaseStatus. */
const PHASE_STATUSES: ReadonlyMap<string, string> = new Map([
  ['SUCCEEDED', 'succeeded'],
  ['FAILED', 'failed'],
  ['FAULT', 'failed'],
  ['CLIENT_ERROR', 'failed'],
  ['TIMED_OUT', 'failed'],
  ['STOPPED', 'stopped'],
  ['IN_PROGRESS', 'running'],
])

/** A phase's status in our words; one the reference doesn't list stays as it is. */
export function phaseStatus(word: string | undefined): string {
  return word === undefined ? 'running' : (PHASE_STATUSES.get(word) ?? word)
}
