import type { RunSource } from '../../core/index.js'
import type { InputGroup, InputSheet as Sheet } from '../../inputs/index.js'
import { dig, type JsonObject } from '../../text/index.js'
import { readEvent } from './event.js'

/** The id of nothing, all zeros, is what git writes for a branch that was deleted. */
const COMMIT = /^(?!0+$)(?:[0-9a-f]{40}|[0-9a-f]{64})$/i
const WAY_OUT = 'set the input commit to a full commit id, or to none'

/** The input by which every action lets the commits of other repositories be built. */
export const BUILD_FORKS = { 'build-forks': { default: 'false' } } as const
type ForksSheet = Sheet<keyof typeof BUILD_FORKS>

/** Where each event keeps its head commit, and the repositories whose difference makes a fork. */
const HEADS: Readonly<Record<string, EventHead>> = {
  pull_request: { commit: ['pull_request', 'head', 'sha'] },
  pull_request_target: {
    commit: ['pull_request', 'head', 'sha'],
    // Merges the head into the base, and so brings its code along.
    merge: ['pull_request', 'merge_commit_sha'],
    fork: { head: ['pull_request', 'head', 'repo'], base: ['pull_request', 'base', 'repo'] },
  },
  workflow_run: {
    commit: ['workflow_run', 'head_sha'],
    fork: { head: ['workflow_run', 'head_repository'], base: ['repository'] },
  },
  merge_group: { commit: ['merge_group', 'head_sha'] },
  // Of a fork they have no secrets, as pull_request.
  pull_request_review: { commit: ['pull_request', 'head', 'sha'] },
  pull_request_review_comment: { commit: ['pull_request', 'head', 'sha'] },
}

/**
 * Events about a commit for which GITHUB_SHA is the default branch (GitHub Docs, "Events that trigger workflows"), and
 * where their payload has the one that is meant.
 */
const NOT_THE_DEFAULT_BRANCH: Readonly<Record<string, string>> = {
  check_run: 'github.event.check_run.head_sha',
  check_suite: 'github.event.check_suite.head_sha',
  status: 'github.event.sha',
}

interface EventHead {
  readonly commit: readonly string[]
  readonly merge?: readonly string[]
  /** Only for events that run with the base repository's secrets. */
  readonly fork?: Fork
}

interface Fork {
  readonly head: readonly string[]
  readonly base: readonly string[]
}

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
    if (commit !== 'none' && !COMMIT.test(commit)) sheet.problem(badCommit(sheet, commit))
    return
  }
  if (tag !== '') return tagSource(sheet, tag)
  if (commit === 'none') return { kind: 'default' }
  if (commit !== '') return givenCommit(sheet, commit, buildForks)
  return eventCommit(sheet, buildForks, WAY_OUT)
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
  if (!COMMIT.test(commit)) {
    sheet.problem(badCommit(sheet, commit))
    return
  }
  if (!buildForks && namesForeignHead(sheet, [commit])) {
    forkProblem(sheet, commit)
    return
  }
  return { kind: 'commit', commit: commit.toLowerCase() }
}

/**
 * Whether one of these texts leads to the head of another repository, in an event that runs with secrets: its commit or
 * merge commit, the pull request by its number, or the address of that repository. An event that can't be read shows
 * nothing, and is a problem.
 */
export function namesForeignHead(sheet: ForksSheet, given: readonly string[]): boolean {
  const head = headOf(sheet.variable('GITHUB_EVENT_NAME'))
  if (head?.fork === undefined) return false
  const event = readEvent(sheet.variable('GITHUB_EVENT_PATH'))
  if (typeof event === 'string' || headless(event, head) !== undefined) {
    unknownFork(sheet, given, typeof event === 'string' ? event : headless(event, head))
    return false
  }
  if (!isFork(event, head.fork)) return false
  const theirs = [head.commit, head.merge ?? head.commit].map((way) => dig(event, ...way))
  const number = String(dig(event, 'pull_request', 'number'))
  const pull = new RegExp(`^(?:refs/)?(?:pr|pull)/${number}(?:/(?:head|merge))?$`, 'i')
  const address = addressOf(dig(event, ...head.fork.head, 'full_name'))
  return given.some(
    (text) =>
      theirs.some((commit) => sameCommit(commit, text)) ||
      pull.test(text) ||
      address?.test(text) === true,
  )
}

function headless(event: JsonObject, { commit }: EventHead): string | undefined {
  const found = dig(event, ...commit)
  return typeof found === 'string' && COMMIT.test(found)
    ? undefined
    : `the event has no ${commit.join('.')}`
}

function unknownFork(sheet: ForksSheet, given: readonly string[], why = ''): void {
  sheet.problem(
    `Whether commit ${given.map((text) => sheet.quoted(text)).join(', ')} of this ` +
      `${sheet.variable('GITHUB_EVENT_NAME')} belongs to another repository is unknown: ${why}; ` +
      'set build-forks: true if you trust that code.',
  )
}

/** The repository in a URL of it, however that begins and ends. */
function addressOf(fullName: unknown): RegExp | undefined {
  if (typeof fullName !== 'string') return undefined
  const literal = fullName.replace(/[^\w/]/g, (sign) => `\\${sign}`)
  return new RegExp(`[/:]${literal}(?:\\.git)?/?$`, 'i')
}

/** The head commit of the event. `wayOut` tells what else can be done where there is none, or none that is trusted. */
export function eventCommit(
  sheet: ForksSheet,
  buildForks: boolean,
  wayOut: string,
): Extract<RunSource, { kind: 'commit' }> | undefined {
  const name = sheet.variable('GITHUB_EVENT_NAME')
  const head = headOf(name)
  if (head === undefined) {
    return namesItsCommit(sheet, name, wayOut) ? plainCommit(sheet, wayOut) : undefined
  }
  const event = readEvent(sheet.variable('GITHUB_EVENT_PATH'))
  if (typeof event === 'string') {
    sheet.problem(`The head commit of this ${name} is unknown: ${event}; ${wayOut}.`)
    return
  }
  const commit = dig(event, ...head.commit)
  if (typeof commit !== 'string' || !COMMIT.test(commit)) {
    const found = typeof commit === 'string' ? sheet.quoted(commit) : 'missing'
    sheet.problem(
      `The event's ${head.commit.join('.')} is ${found}, not a full commit id; ${wayOut}.`,
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
function namesItsCommit(sheet: ForksSheet, name: string, wayOut: string): boolean {
  if (name === 'issue_comment') return isAboutIssue(sheet, wayOut)
  const place = Object.hasOwn(NOT_THE_DEFAULT_BRANCH, name)
    ? NOT_THE_DEFAULT_BRANCH[name]
    : undefined
  if (place === undefined) return true
  sheet.problem(notMeant(`a ${name}`, `is \${{ ${place} }}`, wayOut))
  return false
}

/** A comment on a pull request comes as an issue_comment, too, and its payload lacks the head commit. */
function isAboutIssue(sheet: ForksSheet, wayOut: string): boolean {
  const event = readEvent(sheet.variable('GITHUB_EVENT_PATH'))
  if (typeof event === 'string') {
    sheet.problem(`The commit of this issue_comment is unknown: ${event}; ${wayOut}.`)
    return false
  }
  if (dig(event, 'issue', 'pull_request') === undefined) return true
  sheet.problem(
    notMeant('a comment on a pull request', 'gh pr view --json headRefOid tells', wayOut),
  )
  return false
}

function notMeant(event: string, place: string, wayOut: string): string {
  return (
    `This workflow was started by ${event}, where GITHUB_SHA is the default branch and not the commit that it is about, ` +
    `which ${place}: ${wayOut}.`
  )
}

function plainCommit(
  sheet: ForksSheet,
  wayOut: string,
): Extract<RunSource, { kind: 'commit' }> | undefined {
  const commit = sheet.variable('GITHUB_SHA')
  if (COMMIT.test(commit)) return { kind: 'commit', commit: commit.toLowerCase() }
  const found = commit === '' ? 'not set' : sheet.quoted(commit)
  sheet.problem(`GITHUB_SHA is ${found}, not a full commit id; ${wayOut}.`)
  return undefined
}

function sameCommit(found: unknown, commit: string): boolean {
  return typeof found === 'string' && found.toLowerCase() === commit.toLowerCase()
}

/** A head repository that can't be read was deleted, or never ours: both count as foreign. */
function isFork(event: JsonObject, { head, base }: Fork): boolean {
  const name = (path: readonly string[]) => dig(event, ...path, 'full_name')
  const [ours, theirs] = [name(base), name(head)]
  if (typeof ours !== 'string' || typeof theirs !== 'string') return true
  return ours.toLowerCase() !== theirs.toLowerCase()
}

export function forkProblem(sheet: ForksSheet, commit: string): undefined {
  const event = sheet.variable('GITHUB_EVENT_NAME')
  sheet.problem(
    `The head commit ${commit} of this ${event} belongs to another repository, and ${event} runs with ` +
      `your secrets; use the event pull_request, or set build-forks: true if you trust that code.`,
  )
  return undefined
}

function headOf(event: string): EventHead | undefined {
  return Object.hasOwn(HEADS, event) ? HEADS[event] : undefined
}
