import { text } from './markdown.js'

const LONGEST_PROBLEM_CHARS = 1_000
const MOST_PROBLEMS = 50

/** The summary of a step that did nothing because of its inputs; problems went through `starring` already. */
export function badInputsSummary(
  notDone: string,
  problems: readonly string[],
  whatToDo: string,
): string {
  const shown = problems
    .slice(0, MOST_PROBLEMS)
    .map((problem) => `- ${text(problem, LONGEST_PROBLEM_CHARS)}`)
  const more = problems.length - shown.length
  const rest = more > 0 ? [`${more} more are in the log.`] : []
  const count = problems.length === 1 ? 'an input is bad' : `${problems.length} inputs are bad`
  return `${[`## ❌ ${notDone}: ${count}`, shown.join('\n'), ...rest, `What to do: ${text(whatToDo, 500)}`].join('\n\n')}\n`
}
