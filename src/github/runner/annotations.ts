import type { LocatedFinding } from '../../findings/index.js'
import { type Annotation, type Console, escaped } from './console.js'
import { inertLine } from './inert-text.js'

/**
 * The runner shows 10 errors and 10 warnings of a step; the failed step, the verdict and our own warnings need room
 * (actions/runner, ExecutionContext.cs).
 */
const MOST: Readonly<Record<LocatedFinding['severity'], number>> = { error: 8, warning: 8 }
/** The runner cuts at 4,096 characters. */
const LONGEST_MESSAGE_UNITS = 2_000
const LONGEST_TITLE_UNITS = 120

/** Annotates the worst findings at their places, errors first, and tells how many more there are. */
export async function printAnnotations(
  console: Console,
  findings: readonly LocatedFinding[],
  counts: Readonly<Record<LocatedFinding['severity'], number>>,
): Promise<void> {
  for (const severity of ['error', 'warning'] as const) {
    const some = findings.filter((finding) => finding.severity === severity)
    for (const finding of some.slice(0, MOST[severity]))
      await console.print(annotationOf(finding, console))
    const more = Math.max(some.length, counts[severity]) - Math.min(some.length, MOST[severity])
    if (more > 0 && some.length > 0) {
      console.line(
        `${more} more ${severity}${more === 1 ? '' : 's'} of compilers and tests in the log.`,
      )
    }
  }
}

/** The workflow command of one finding. Its text stays inert when the runner prints it as lines of the log. */
export function annotationOf(finding: LocatedFinding, console: Console): string {
  const { severity, line, column, title } = finding
  const { secrets } = console
  const [file, message] = [secrets.starred(finding.file), secrets.starred(finding.message)]
  const kind: Annotation = severity
  const properties = {
    file,
    line: String(line),
    endLine: String(line),
    ...(column !== undefined && { col: String(column) }),
    title: console.phrase(
      title ?? `${severity === 'error' ? 'Error' : 'Warning'} in the build`,
      LONGEST_TITLE_UNITS,
    ),
  }
  const list = Object.entries(properties).map(([name, value]) => `${name}=${property(value)}`)
  return `::${kind} ${list.join(',')}::${escaped(inertLines(message))}\n`
}

function inertLines(message: string): string {
  const lines = message.slice(0, LONGEST_MESSAGE_UNITS).split(/\r\n|[\r\n]/)
  const text = lines.map((line) =>
    inertLine(line.replace(/[\p{Cc}\u2028\u2029]+/gu, ' ').trimEnd()),
  )
  return text.join('\n').trim() || 'No message.'
}

/** A property's value, as the runner unescapes it. */
function property(value: string): string {
  return escaped(inertLine(value.replace(/\p{Cc}/gu, ' ')))
    .replaceAll(':', '%3A')
    .replaceAll(',', '%2C')
}
