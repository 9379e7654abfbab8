import { assertNever } from '../core/index.js'
import type { SourceTree } from './checkout/index.js'
import type { Finding, Severity } from './finding.js'

/** A finding in a file of the repository. Lines and columns count from 1. */
export interface LocatedFinding {
  readonly severity: Severity
  /** With slashes, relative to the repository. */
  readonly file: string
  readonly line: number
  readonly column?: number
  readonly message: string
  readonly title?: string
}

/** Shorter messages may stand in another one by chance. UTF-16 units. */
const SHORTEST_SAID = 10
const KINDS: readonly Severity[] = ['error', 'warning', 'notice']

/** The order in which findings are shown: by severity, those with a place first. */
export function shownFindings({ located, placeless }: LocatedFindings): readonly ShownFinding[] {
  return KINDS.flatMap((kind) => [
    ...located.filter(({ severity }) => severity === kind),
    ...placeless.filter(({ severity }) => severity === kind),
  ])
}

/** A finding that fits two files: a message without a place is better than one at a wrong place. */
export interface PlacelessFinding {
  readonly severity: Severity
  readonly message: string
  readonly title?: string
}

/** A finding as people see it, with a place where one is known beyond doubt. */
export type ShownFinding = LocatedFinding | PlacelessFinding

export interface LocatedFindings {
  /** In the findings' order, without repetitions. */
  readonly located: readonly LocatedFinding[]
  readonly placeless: readonly PlacelessFinding[]
}

/**
 * The findings in the files that the repository has. After a good build nothing is an error, and what tests and programs
 * said of failures doesn't count.
 */
export function locatedFindings(
  findings: readonly Finding[],
  tree: SourceTree,
  succeeded = false,
): LocatedFindings {
  const logged = findings.filter(({ kind }) => kind === 'logged')
  const others = findings.filter(({ kind }) => kind !== 'logged')
  const found = distinct(others, tree, succeeded)
  const isExplained = shownFindings(found).some(({ severity }) => severity === 'error')
  return succeeded || isExplained ? found : distinct([...others, ...logged], tree, succeeded)
}

function distinct(
  findings: readonly Finding[],
  tree: SourceTree,
  succeeded: boolean,
): LocatedFindings {
  const located: LocatedFinding[] = []
  const said = new Map<string, string[]>()
  const placeless = new Map<string, PlacelessFinding>()
  for (const finding of findings) {
    if (succeeded && finding.kind === 'failure') continue
    const one = locate(succeeded ? softened(finding) : finding, tree)
    if (one === undefined) continue
    const [firstLine = ''] = one.message.split('\n', 1)
    if ('file' in one) {
      // The same message as error and as warning is one: errors come first.
      const place = `${one.file}:${one.line}`
      const before = said.get(place) ?? []
      if (before.some((other) => isSame(firstLine, other))) continue
      said.set(place, [...before, firstLine])
      located.push(one)
    } else if (!placeless.has(firstLine)) placeless.set(firstLine, one)
  }
  return { located, placeless: [...placeless.values()] }
}

/** Tools repeat a message in a summary, shorter or with a word before it. */
function isSame(one: string, other: string): boolean {
  const [short, long] = one.length < other.length ? [one, other] : [other, one]
  return short === long || (short.length >= SHORTEST_SAID && long.includes(short))
}

function softened(finding: Finding): Finding {
  return finding.severity === 'error' ? { ...finding, severity: 'warning' } : finding
}

function locate(
  { severity, places, folders = [], message, title, kind }: Finding,
  tree: SourceTree,
): LocatedFinding | PlacelessFinding | undefined {
  const said = { severity, message, ...(title !== undefined && { title }) }
  for (const place of places) {
    const location = tree.locate(place, folders)
    const { line, column } = place
    switch (location.kind) {
      case 'foreign':
        continue
      case 'unclear':
        return { ...said, message: `${place.path}:${line}: ${message}` }
      case 'file':
        return { ...said, file: location.file, line, ...(column !== undefined && { column }) }
      default:
        return assertNever(location)
    }
  }
  if (kind !== 'asked') return undefined
  const [foreign] = places
  return foreign === undefined
    ? said
    : { ...said, message: `${foreign.path}:${foreign.line}: ${message}` }
}
