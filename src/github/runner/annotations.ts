import type { RunWords } from '../../core/index.js'
import type { Severity, ShownFinding } from '../../findings/index.js'
import { type Annotation, type Console, escaped } from './console.js'
import { startOf } from '../../text/index.js'
import { flattened, inertLine } from './inert-text.js'

/**
 * The runner shows 10 errors and 10 warnings of a step; the failed step, the verdict and our own warnings need room
 * (actions/runner, ExecutionContext.cs).
 */
const MOST: Readonly<Record<Severity, number>> = { error: 8, warning: 8, notice: 8 }
/** The title of a finding without one begins so; the word for the run follows, e.g. `build`. */
const TITLES: Readonly<Record<Severity, string>> = {
  error: 'Error in the',
  warning: 'Warning in the',
  notice: 'Notice of the',
}
/** The runner cuts at 4,096 characters. */
const LONGEST_MESSAGE_UNITS = 2_000
const LONGEST_TITLE_UNITS = 120

/** Annotates the first findings of each severity, errors first, and says how many more there are. */
export async function printAnnotations(
  console: Console,
  findings: readonly ShownFinding[],
  counts: Readonly<Partial<Record<Severity, number>>>,
  words: RunWords,
): Promise<void> {
  for (const severity of ['error', 'warning', 'notice'] as const) {
    const some = findings.filter((finding) => finding.severity === severity)
    for (const finding of some.slice(0, MOST[severity])) {
      await console.print(annotationOf(finding, console, words))
    }
    const all = Math.max(some.length, counts[severity] ?? 0)
    const more = all - Math.min(some.length, MOST[severity])
    if (more > 0 && some.length > 0) {
      console.line(
        `${more} more ${severity}${more === 1 ? '' : 's'} of compilers and tests in the log.`,
      )
    }
  }
}

/** The workflow command of one finding. Its text stays inert when the runner prints it as lines of the log. */
export function annotationOf(finding: ShownFinding, console: Console, { run }: RunWords): string {
  const { severity, title = `${TITLES[severity]} ${run}` } = finding
  const message = console.secrets.starredThrough(finding.message, onFlatLines)
  const kind: Annotation = severity
  const properties = {
    ...placeOf(finding, console),
    title: console.phrase(title, LONGEST_TITLE_UNITS),
  }
  const list = Object.entries(properties).map(([name, value]) => `${name}=${property(value)}`)
  const said = inertLines(placedWords(finding, message, console))
  return `::${kind} ${list.join(',')}::${escaped(said)}\n`
}

/**
 * The job's log shows only the message, so its place is put in front; the run's page shows file and line by themselves.
 */
function placedWords(finding: ShownFinding, message: string, { secrets }: Console): string {
  if (!('file' in finding)) return message
  const { line, column } = finding
  const place = [
    secrets.starredThrough(finding.file, flattened),
    line,
    ...(column === undefined ? [] : [column]),
  ]
  return `${place.join(':')}: ${message.trim() === '' ? 'No message.' : message}`
}

function placeOf(finding: ShownFinding, { secrets }: Console): Readonly<Record<string, string>> {
  if (!('file' in finding)) return {}
  const { line, column } = finding
  const file = secrets.starredThrough(finding.file, flattened)
  const at = { file, line: String(line), endLine: String(line) }
  return column === undefined ? at : { ...at, col: String(column) }
}

/** Lines without control characters; blanks at their beginning stay. */
function onFlatLines(message: string): string {
  const lines = message.split(/\r\n|[\r\n]/)
  return lines.map((line) => line.replace(/[\p{Cc}\u2028\u2029]+/gu, ' ').trimEnd()).join('\n')
}

function inertLines(message: string): string {
  const lines = startOf(message, LONGEST_MESSAGE_UNITS).split('\n')
  return lines.map(inertLine).join('\n').trim() || 'No message.'
}

/** A property's value, as the runner unescapes it. */
function property(value: string): string {
  return escaped(inertLine(value)).replaceAll(':', '%3A').replaceAll(',', '%2C')
}
