import { type Finding, type Line, type Place, placeAt, type Severity } from '../finding.js'
import { isSource, severityOf } from './words.js'

export type Groups = Readonly<Record<string, string | undefined>>

/**
 * A message that stands on one line with its place: a regular expression with the groups `path`, `line` and, where the
 * tool prints them, `column`, `severity`, `code`, `message` and `project`.
 */
export interface Form {
  readonly regexp: RegExp
  /** Stands in every such line: looking for it is faster than the expression. */
  readonly has?: string
  /** For tools that name no severity, or by words of their own; `undefined` for what is only a hint. */
  readonly severity?: Severity | ((groups: Groups) => Severity | undefined)
  /** A test or a program failed: it counts only if the build failed. */
  readonly failure?: true
  /** The path is only the end of one. */
  readonly partial?: true
  /** An application's own log looks the same: not after another time stamp. */
  readonly untimed?: true
  /** Files without an ending are meant, too. */
  readonly anyFile?: true
  /** Makes a path of what stands for it, e.g. of a class; several are tried one after the other. */
  readonly path?: (groups: Groups) => string | readonly string[]
  /** What stands beside the message in earlier lines, where it isn't on the line itself. */
  readonly message?: (line: Line, groups: Groups) => string | undefined
}

/** For tools that name a severity by its first letter. */
export function byLetter({ severity = '' }: Groups): Severity {
  return /^w$/i.test(severity) ? 'warning' : 'error'
}

/** The finding of the first form that the line has. */
export function findingOf(line: Line, forms: readonly Form[]): Finding | undefined {
  for (const form of forms) {
    if (form.has !== undefined && !line.text.includes(form.has)) continue
    if (form.untimed === true && line.timed) continue
    const groups = form.regexp.exec(line.text)?.groups
    const finding = groups === undefined ? undefined : read(line, form, groups)
    if (finding !== undefined) return finding
  }
  return undefined
}

function read(line: Line, form: Form, groups: Groups): Finding | undefined {
  const places = placesOf(groups, form)
  if (places.length === 0) return undefined
  const severity = severityIn(groups, form)
  const said = form.message === undefined ? groups['message'] : form.message(line, groups)
  if (severity === undefined || said === undefined) return undefined
  const inner = INNER.exec(said)?.groups
  const title = groups['code'] ?? inner?.['code']
  const message = (inner?.['message'] ?? said).replace(PROJECT, '').trim()
  return {
    severity,
    places,
    message,
    ...(title !== undefined && { title }),
    ...(form.failure === true && { kind: 'failure' }),
  }
}

/** Angular's builder puts `Error: ` before what tsc prints. */
const INNER = /^(?:error|warning) (?<code>[A-Z]{1,8}-?\d{1,6}): (?<message>.+)$/
/** MSBuild names the project after the message. */
const PROJECT = / \[[^\][]{0,400}\.\w{0,3}proj(?:::[^\]]*)?\]$/
/** One word of another program, as `npm ERR! ` or `web> `, or a name in brackets, in front of a path. */
const FRONT = /^(?:\[[^\]\\/]{1,60}\]|[^\s\\/]{1,40}(?: [A-Z]{1,5})?[!:>\]|]) +(?=\S+$)/

/** Whatever stands before an absolute path without blanks, as a command whose output has no line of its own. */
const BEFORE_ROOT = /^.{1,400}\s(?=\/[^\s]{1,400}$)/

function placesOf(groups: Groups, form: Form): readonly Place[] {
  const given = form.path?.(groups) ?? groups['path'] ?? ''
  const paths = typeof given === 'string' ? [given] : given
  return paths.flatMap((path) => placesAt(path.trim(), groups, form))
}

function placesAt(path: string, groups: Groups, { partial, anyFile }: Form): readonly Place[] {
  if (anyFile !== true && !isSource(path)) return []
  const word = path.replace(FRONT, '')
  const line = groups['line'] ?? groups['line2']
  const column = groups['column'] ?? groups['column2']
  const paths = new Set([path, word, path.replace(BEFORE_ROOT, '')])
  const project = groups['project']
  return [...paths].flatMap((each) => {
    const place = placeAt(each, line, column, partial)
    if (place === undefined || project === undefined) return place ?? []
    const folder = project.slice(0, Math.max(project.lastIndexOf('/'), project.lastIndexOf('\\')))
    return folder === '' ? place : { ...place, scope: { kind: 'folder', path: folder } as const }
  })
}

function severityIn(groups: Groups, { severity }: Form): Severity | undefined {
  if (typeof severity === 'function') return severity(groups)
  return severity ?? severityOf(groups['severity'])
}
