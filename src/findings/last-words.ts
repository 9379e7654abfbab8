import type { LogFormat } from '../log/index.js'
import { toolLine } from './tool-line.js'

/** Lines that end what a tool says without saying anything, as the version that Node prints after an uncaught error. */
const SAYS_NOTHING =
  /^(?:Node\.js v\d|npm (?:ERR!|error)(?:\s*$| (?:A complete log|\s+\/|code |path |workspace |location |errno |command |Exit status|[\w@/.-]+@\d[\w.]* [\w:-]+: `))|error Command failed with exit code|ELIFECYCLE|(?: ELIFECYCLE )|info Visit |\s*at |\s*[\^~}\])]+\s*$|\s*code: '|make(?:\[\d+\])?: (?:\*\*\*|Leaving)|\[INFO\]|\[ERROR\] (?:\[Help \d|-> |To see |Re-run |For more |$)|\+ |exit status \d|Process exited|##\[)/
/** What names the reason: Node's and other programs' uncaught errors, npm's own, a shell's. */
const REASONS = [
  /^npm (?:ERR!|error) (?:Missing script|Could not resolve|404 |notsup |ENOENT|code E(?!LIFECYCLE)|[a-z].{10,}: )/,
  /^(?:\S{1,200}: )?(?:line \d{1,6}: |\d{1,6}: )?\S{1,200}: (?:command not found|not found|No such file or directory|Permission denied|Is a directory|cannot execute.*|bad interpreter.*|syntax error.*)$/,
  /^(?:\S{1,200}: )?line \d{1,6}: .*(?:syntax error|unbound variable|unexpected|parameter null or not set).*$/,
  /^(?:Uncaught )?(?:[A-Z]\w*)?(?:Error|Exception)(?: \[\w+\])?: \S.*$/,
] as const

/**
 * What a step's own tools said last of why they failed: the last line that names a reason, else the last that says
 * anything. After it the system writes only its marks. Lines come without stamps.
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
