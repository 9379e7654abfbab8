import type { RunSource } from '../../core/index.js'
import type { InputGroup, InputSheet as Sheet } from '../../inputs/index.js'
import { eventCommit } from './event-commit.js'
import { namesCommit } from './event-head.js'
import { BUILD_FORKS, forkProblem, namesForeignHead } from './forks.js'

const WHAT_TO_DO = 'set the input commit to a full commit id, or to none'

type Name = 'commit' | 'tag' | 'build-forks'
type InputSheet = Sheet<Name>

/** What to build: the inputs commit and tag, else the head commit of the event. */
export const sourceInputs: InputGroup<Name, RunSource> = {
  table: { commit: {}, tag: {}, ...BUILD_FORKS },
  read: readSource,
}

function readSource(sheet: InputSheet): RunSource | undefined {
  const buildForks = sheet.boolean('build-forks')
  const commit = sheet.text('commit')
  const tag = sheet.text('tag')
  if (commit !== '' && tag !== '') {
    sheet.problem(`Inputs commit and tag are both given; keep one of them.`)
    tagSource(sheet, tag)
    if (commit !== 'none' && !namesCommit(commit)) sheet.problem(badCommit(sheet, commit))
    return
  }
  if (tag !== '') return tagSource(sheet, tag)
  if (commit === 'none') return { kind: 'default' }
  if (commit !== '') return givenCommit(sheet, commit, buildForks)
  return eventCommit(sheet, buildForks, WHAT_TO_DO)
}

function badCommit(sheet: InputSheet, commit: string): string {
  return (
    `Input commit is ${sheet.quoted(commit)}: it must be a full commit id of 40 or 64 hex digits, or none. ` +
    "Leave it out to build the workflow's own commit; for a branch write none, and the task builds the one it is set to; a tag goes into the input tag."
  )
}

/** Git's rule for the names of references, as far as it keeps text out that no tag can have. */
function tagSource(sheet: InputSheet, given: string): RunSource | undefined {
  // As `github.ref` has it.
  const tag = given.replace(/^refs\/tags\//, '')
  if (tag !== '' && !/[\s\p{Cc}~^:?*[\\]|\.\./u.test(tag)) return { kind: 'tag', tag }
  sheet.problem(`Input tag is ${sheet.quoted(given)}: no git tag can have that name.`)
  return undefined
}

/** Typing a fork's commit doesn't make it trusted: `commit` is often copied from the event. */
function givenCommit(
  sheet: InputSheet,
  commit: string,
  buildForks: boolean,
): RunSource | undefined {
  if (!namesCommit(commit)) {
    sheet.problem(badCommit(sheet, commit))
    return
  }
  if (!buildForks && namesForeignHead(sheet, [commit])) {
    forkProblem(sheet, commit)
    return
  }
  return { kind: 'commit', commit: commit.toLowerCase() }
}
