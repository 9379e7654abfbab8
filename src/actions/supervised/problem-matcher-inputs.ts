import { resolve } from 'node:path'
import { readJobFile } from '../../files/index.js'
import { type ProblemMatcher, readMatchers } from '../../findings/index.js'
import type { InputGroup, InputSheet } from '../../inputs/index.js'

type Name = 'problem-matchers' | 'annotations'
const LARGEST_FILE_BYTES = 1024 * 1024

/** The workflow's own problem matchers: files of the workspace in GitHub's form. None where nothing is annotated. */
export const problemMatcherInputs: InputGroup<Name, readonly ProblemMatcher[]> = {
  table: { 'problem-matchers': {}, annotations: { default: 'true' } },
  read: (sheet) => {
    const paths = sheet
      .text('problem-matchers')
      .split(/\r?\n/)
      .map((line) => line.trim())
      .filter((line) => line !== '')
    const matchers = paths.flatMap((path) => matchersIn(path, sheet))
    if (!sheet.boolean('annotations')) return []
    // As for GitHub's runner, a later matcher of the same owner takes the place of an earlier one.
    return matchers.filter(
      ({ owner }, index) => matchers.findLastIndex((other) => other.owner === owner) === index,
    )
  },
}

function matchersIn(path: string, sheet: InputSheet<Name>): readonly ProblemMatcher[] {
  const text = textOf(path, sheet.variable('GITHUB_WORKSPACE') || process.cwd())
  const file = `Input problem-matchers: file ${sheet.quoted(path)}`
  if (text === undefined) {
    sheet.problem(`${file} can't be read: it must name a file inside the workspace.`)
    return []
  }
  const { matchers, problems } = readMatchers(text)
  for (const problem of problems) sheet.problem(`${file} is no problem matcher file: ${problem}.`)
  return matchers
}

/** The text of a file that lies in the workspace, links followed, outside of `.git`. */
function textOf(path: string, workspace: string): string | undefined {
  try {
    const bytes = readJobFile(path, [resolve(workspace)], LARGEST_FILE_BYTES)
    return typeof bytes === 'string' ? undefined : bytes.toString('utf8')
  } catch {
    return undefined
  }
}
