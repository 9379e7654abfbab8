import type { InputSheet } from '../../inputs/index.js'
import { dig, type JsonObject } from '../../text/index.js'
import { readEvent } from './event.js'
import { type EventHead, headOf, isFork, namesCommit } from './event-head.js'

/** The input by which every action lets the commits of other repositories be built. */
export const BUILD_FORKS = { 'build-forks': { default: 'false' } } as const
export type ForksSheet = InputSheet<keyof typeof BUILD_FORKS>

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
  const pull = pullOf(dig(event, 'pull_request', 'number'))
  const address = addressOf(dig(event, ...head.fork.head, 'full_name'))
  return given.some(
    (text) =>
      theirs.some((commit) => beginsCommit(commit, text)) ||
      pull?.test(text) === true ||
      address?.test(plainAddress(text)) === true,
  )
}

/** The pull request as git or a service names it, whatever follows: `^0` and `~1` lead to its commits as well. */
function pullOf(number: unknown): RegExp | undefined {
  if (typeof number !== 'number') return undefined
  const end = String.raw`(?:/+(?:head|merge))?(?![\w./-])`
  return new RegExp(String.raw`^[+./]*(?:refs/+)?(?:pr|pull)/+0*${number}${end}`, 'i')
}

function headless(event: JsonObject, { commit }: EventHead): string | undefined {
  const found = dig(event, ...commit)
  return typeof found === 'string' && namesCommit(found)
    ? undefined
    : `the event has no ${commit.join('.')}`
}

function unknownFork(sheet: ForksSheet, given: readonly string[], reason = ''): void {
  sheet.problem(
    `Whether commit ${given.map((text) => sheet.quoted(text)).join(', ')} of this ` +
      `${sheet.variable('GITHUB_EVENT_NAME')} belongs to another repository is unknown: ${reason}; ` +
      'set build-forks: true if you trust that code.',
  )
}

/** The repository in a URL of it, however that begins and ends. */
function addressOf(fullName: unknown): RegExp | undefined {
  if (typeof fullName !== 'string') return undefined
  const literal = fullName.replace(/[^\w/]/g, (sign) => `\\${sign}`)
  return new RegExp(`[/:]${literal}(?:\\.git)?/?$`, 'i')
}

/** An address without what has no part in where it leads. */
function plainAddress(text: string): string {
  const plain = text.replace(/[?#].*$/s, '').replace(/\/(?:\.?\/)+/g, '/')
  try {
    return decodeURI(plain)
  } catch {
    return plain
  }
}

/** Whether a text is that commit's id, the beginning of it, or leads on from there. */
function beginsCommit(found: unknown, text: string): boolean {
  const [, id] = /^\+?([0-9a-f]{4,})(?![\w./-])/i.exec(text) ?? []
  return (
    id !== undefined &&
    typeof found === 'string' &&
    found.toLowerCase().startsWith(id.toLowerCase())
  )
}

export function forkProblem(sheet: ForksSheet, commit: string): undefined {
  const event = sheet.variable('GITHUB_EVENT_NAME')
  sheet.problem(
    `The head commit ${commit} of this ${event} belongs to another repository, and ${event} runs with ` +
      `your secrets; use the event pull_request, or set build-forks: true if you trust that code.`,
  )
  return undefined
}
