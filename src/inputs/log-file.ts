import { type Place, type PlaceProblem, placeToWrite } from '../files/index.js'
import type { InputSheet } from './input-sheet.js'

/**
 * The place of the log file: inside the workspace or RUNNER_TEMP, and nothing that a checked out repository put there,
 * so that what a build prints can't decide what later steps run. Without waiting there is no log.
 */
export function readLogFile(sheet: InputSheet<'log-file' | 'wait'>): Place | undefined {
  const given = sheet.text('log-file')
  if (given === '') return undefined
  if (!sheet.boolean('wait')) {
    sheet.warnings.push('Input log-file is ignored: with wait: false no log is read.')
    return undefined
  }
  const place = placeToWrite(given, sheet.env)
  if (typeof place !== 'string') return place
  sheet.problem(`Input log-file is ${sheet.quoted(given)}${RULES[place]}`)
  return undefined
}

const RULES: Readonly<Record<PlaceProblem, string>> = {
  outside: ': it must name a file inside the workspace or RUNNER_TEMP.',
  link: ': it must name a file inside the workspace or RUNNER_TEMP, with no link in its path.',
  git: ': it must not be inside .git, where files decide what git runs.',
  taken: ': something is there that this action did not write; choose a name that is free.',
}
