import type { Context } from '../entry.js'
import { fenced, markdownText, starring, writeSummary } from '../../github/summary/index.js'

export interface PrintedPlan {
  /** What would be, or was, done. */
  readonly sentence: string
  /** What else there is to know, one line each. */
  readonly notes: readonly string[]
  readonly diff: string
  readonly summary: boolean
}

/** Prints the plan, and writes it to the job summary: sentences, and the difference. */
export function printPlan({ sentence, notes, diff, summary }: PrintedPlan, context: Context): void {
  const { console, env, secrets } = context
  const safe = secrets.starred(diff)
  console.line(sentence)
  for (const line of safe.split('\n')) if (line !== '') console.line(line)
  for (const note of notes) console.line(note)
  if (!summary) return
  const star = starring(secrets)
  const sentences = [sentence, ...notes].map((line) => markdownText(star(line), 2_000))
  const shown = safe === '' ? [] : [fenced(safe.trimEnd().split('\n').map(star), 'diff')]
  try {
    writeSummary(env['GITHUB_STEP_SUMMARY'], `${[...sentences, ...shown].join('\n\n')}\n`)
  } catch (error) {
    console.annotate('warning', `The job summary can't be written: ${String(error)}`)
  }
}
