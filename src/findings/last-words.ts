import type { LogFormat } from '../log/index.js'
import { toolLine } from './tool-line.js'

/** Last lines of tools that give no reason, e.g. the version that Node prints after an uncaught error. */
const SAYS_NOTHING =
  /^(?:Node\.js v\d|npm (?:ERR!|error)(?:\s*$| (?:A complete log|\s+\/|code |path |workspace |location |errno |command |Exit status|[\w@/.-]+@\d[\w.]* [\w:-]+: `))|error Command failed with exit code|ELIFECYCLE|(?: ELIFECYCLE )|info Visit |\s*at |\s*[\^~}\])]+\s*$|\s*code: '|make(?:\[\d+\])?: (?:\*\*\*|Leaving)|\[INFO\]|\[ERROR\] (?:\[Help \d|-> |To see |Re-run |For more |$)|\+ |exit status \d|Process exited|##\[)/
/** Lines that name the reason: uncaught errors of Node and other programs, errors of npm and of shells. */
const REASONS = [
  /^npm (?:ERR!|error) (?:Missing script|Could not resolve|404 |notsup |ENOENT|code E(?!LIFECYCLE)|[a-z].{10,}: )/,
  /^(?:\S{1,200}: )?(?:line \d{1,6}: |\d{1,6}: )?\S{1,200}: (?:command not found|not found|No such file or directory|Permission denied|Is a directory|cannot execute.*|bad interpreter.*|syntax error.*)$/,
  /^(?:\S{1,200}: )?line \d{1,6}: .*(?:syntax error|unbound variable|unexpected|parameter null or not set).*$/,
  /^(?:Uncaught )?(?:[A-Z]\w*)?(?:Error|Exception)(?: \[\w+\])?: \S.*$/,
] as const

/**
 * The last line by which a step's own tools explain their failure: the last one that names a reason, else the last one
 * with any text. Lines that only the system writes don't count. Lines come without stamps.
 */
export function lastWords(tail: readonly string[], format: LogFormat): string | undefined {
  const own = tail.filter(
    (line) =>
      line.trim() !== '' && !format.isClosingLine(line) && format.markedStep(line) === undefined,
  )
  const said = own.filter((line) => !SAYS_NOTHING.test(line))
  const last = said.at(-1) ?? own.at(-1)
  // A reason far above belongs to something that the step survived.
  const near = own.slice(-MOST_NEAR)
  return near.findLast((line) => isReason(toolLine(line, format).text)) ?? last
}

const MOST_NEAR = 25

function isReason(line: string): boolean {
  return REASONS.some((reason) => reason.test(line))
}
