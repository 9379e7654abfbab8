import { UNSEEN } from '../../../src/github/runner/unseen.js'

/** What the runner's comparisons pass over; unseen.test.ts holds the table to ICU's collation. */
const IGNORED = new RegExp(`[${UNSEEN}]`, 'gu')
/** `Char.IsWhiteSpace` of .NET. */
const WHITE_SPACE = /^[\t-\r \x85\xa0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000]+/u

/**
 * The lines of an output that the runner might take for commands, after its own rules: lines end at \n, \r\n and
 * a lone \r; `::name::` after white space, else `##[name]` anywhere. Stricter than it: any name counts.
 */
export function runnerCommands(output: string): readonly string[] {
  return output.split(/\r\n|\n|\r/).filter((line) => {
    const seen = line.replace(IGNORED, '')
    const trimmed = seen.replace(WHITE_SPACE, '')
    return trimmed.startsWith('::') || seen.includes('##[')
  })
}
