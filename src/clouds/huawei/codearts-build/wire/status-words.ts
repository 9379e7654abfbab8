import type { Conclusion } from '../../../../core/index.js'

/** What a status word of record-info means; `unknown` is neither green nor, by itself, an end. */
export type WordMeaning =
  | { readonly kind: 'ended'; readonly conclusion: Conclusion }
  | { readonly kind: 'queued' }
  | { readonly kind: 'running' }
  | { readonly kind: 'unknown' }

const succeeded: WordMeaning = { kind: 'ended', conclusion: 'succeeded' }
const failed: WordMeaning = { kind: 'ended', conclusion: 'failed' }
const stopped: WordMeaning = { kind: 'ended', conclusion: 'stopped' }
const timedOut: WordMeaning = { kind: 'ended', conclusion: 'timed-out' }
const queued: WordMeaning = { kind: 'queued' }
const running: WordMeaning = { kind: 'running' }
const unknown: WordMeaning = { kind: 'unknown' }

/**
 * Assumption: the service documents no list of these words. They come from samples of the CodeArts Build API
 * reference ("Obtaining Build Record Information", "Querying Build History") and from recorded answers. `FINISHED`
 * and `COMPLETED` are missing on purpose: they don't say how the build ended.
 */
const MEANINGS: ReadonlyMap<string, WordMeaning> = new Map<string, WordMeaning>([
  ['success', succeeded],
  ['failure', failed],
  ['failed', failed],
  ['error', failed],
  ['schedule_failure', failed],
  ['aborted', stopped],
  ['canceled', stopped],
  ['cancelled', stopped],
  ['timeout', timedOut],
  ['running', running],
  ['inqueue', queued],
  ['queued', queued],
  ['init', queued],
  ['waiting', queued],
])

/** Compared without case. Lower case, because upper case turns `ſ` into `S` and would let a forged word be green. */
export function meaningOf(word: string): WordMeaning {
  return MEANINGS.get(word.toLowerCase()) ?? unknown
}

const STEP_WORDS: ReadonlyMap<string, string> = new Map([
  ['', 'not-started'],
  ['success', 'succeeded'],
  ['error', 'failed'],
  ['running', 'running'],
])

/** A step's status in our words; one the reference doesn't list ("Querying Details of a Build Record") stays as it is. */
export function stepStatus(word: string, runStopped: boolean): string {
  const status = STEP_WORDS.get(word.toLowerCase()) ?? word
  return status === 'running' && runStopped ? 'stopped' : status
}
