import type { RunSource } from '../../core/index.js'
import { dig } from '../../text/index.js'
import { readEvent } from './event.js'
import { headOf, isFork, namesCommit } from './event-head.js'
import { forkProblem, type ForksSheet } from './forks.js'

/**
 * Events about a commit for which GITHUB_SHA is the default branch (GitHub Docs, "Events that trigger workflows"), and
 * where their payload has the one that is meant.
 */
const NOT_THE_DEFAULT_BRANCH: Readonly<Record<string, string>> = {
  check_run: 'github.event.check_run.head_sha',
  check_suite: 'github.event.check_suite.head_sha',
  status: 'github.event.sha',
}

/** The head commit of the event. A problem ends in `whatToDo`, which names the inputs that help. */
export function eventCommit(
  sheet: ForksSheet,
  buildForks: boolean,
  whatToDo: string,
): Extract<RunSource, { kind: 'commit' }> | undefined {
  const name = sheet.variable('GITHUB_EVENT_NAME')
  const head = headOf(name)
  if (head === undefined) {
    return namesItsCommit(sheet, name, whatToDo) ? plainCommit(sheet, whatToDo) : undefined
  }
  const event = readEvent(sheet.variable('GITHUB_EVENT_PATH'))
  if (typeof event === 'string') {
    sheet.problem(`The head commit of this ${name} is unknown: ${event}; ${whatToDo}.`)
    return
  }
  const commit = dig(event, ...head.commit)
  if (typeof commit !== 'string' || !namesCommit(commit)) {
    const found = typeof commit === 'string' ? sheet.quoted(commit) : 'missing'
    sheet.problem(
      `The event's ${head.commit.join('.')} is ${found}, not a full commit id; ${whatToDo}.`,
    )
    return
  }
  if (head.fork !== undefined && !buildForks && isFork(event, head.fork)) {
    forkProblem(sheet, commit)
    return
  }
  return { kind: 'commit', commit: commit.toLowerCase() }
}

/** Whether GITHUB_SHA is what the event is about; else a problem, because nobody means the default branch then. */
function namesItsCommit(sheet: ForksSheet, name: string, whatToDo: string): boolean {
  if (name === 'issue_comment') return isAboutIssue(sheet, whatToDo)
  const place = Object.hasOwn(NOT_THE_DEFAULT_BRANCH, name)
    ? NOT_THE_DEFAULT_BRANCH[name]
    : undefined
  if (place === undefined) return true
  sheet.problem(notMeant(`a ${name}`, `is \${{ ${place} }}`, whatToDo))
  return false
}

/** A comment on a pull request comes as an issue_comment, too, and its payload lacks the head commit. */
function isAboutIssue(sheet: ForksSheet, whatToDo: string): boolean {
  const event = readEvent(sheet.variable('GITHUB_EVENT_PATH'))
  if (typeof event === 'string') {
    sheet.problem(`The commit of this issue_comment is unknown: ${event}; ${whatToDo}.`)
    return false
  }
  if (dig(event, 'issue', 'pull_request') === undefined) return true
  sheet.problem(
    notMeant('a comment on a pull request', 'gh pr view --json headRefOid tells', whatToDo),
  )
  return false
}

function notMeant(event: string, place: string, whatToDo: string): string {
  return (
    `This workflow was started by ${event}, where GITHUB_SHA is the default branch and not the commit that it is about, ` +
    `which ${place}: ${whatToDo}.`
  )
}

function plainCommit(
  sheet: ForksSheet,
  whatToDo: string,
): Extract<RunSource, { kind: 'commit' }> | undefined {
  const commit = sheet.variable('GITHUB_SHA')
  if (namesCommit(commit)) return { kind: 'commit', commit: commit.toLowerCase() }
  const found = commit === '' ? 'not set' : sheet.quoted(commit)
  sheet.problem(`GITHUB_SHA is ${found}, not a full commit id; ${whatToDo}.`)
  return undefined
}
