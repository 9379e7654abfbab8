import { type LogFormat, withoutReturns } from '../log/index.js'

/** A tool's line without stamp, mark and prefixes, and what these named. */
export interface ToolLine {
  readonly text: string
  /** The step that the line is marked with. */
  readonly step?: string
  /** The folder or package that a monorepo's runner named before the line. */
  readonly project?: string
  /** Another program's time stamp stood before it. */
  readonly timed: boolean
}

const TASK = String.raw`(?:build|test|lint|compile|check|type|tsc|start|dev|bundle|package|prepare|watch)[\w:-]{0,40}`
/** Runners that name the project whose lines they pass on: pnpm, Turborepo, Lerna, Yarn, wsrun. */
const PROJECTS = [
  new RegExp(String.raw`^(?<project>@?[\w.-]{1,80}(?:\/[\w.-]{1,80}){0,6}):${TASK}: ?`),
  new RegExp(String.raw`^(?<project>@?[\w.-]{1,80}(?:\/[\w.-]{1,80}){0,6}) ${TASK}: `),
  /^(?<project>@(?!parcel\/)[\w.-]{1,60}\/[\w.-]{1,60}): /,
  // concurrently, npm-run-all, Yarn: what stands behind must begin with a place, but for a package's whole name
  /^\[(?!(?:error|warn|warning|info|debug|tsl|x|fail)\])(?<project>@[\w.-]{1,60}\/[\w.-]{1,60}|[a-z][\w.-]{1,60})(?::[\w:-]{1,40})?\s{0,20}\][: ] ?(?:> )?(?=\S{1,400}[:(]\d)/,
  /^\[(?<project>@[\w.-]{1,60}\/[\w.-]{1,60})\]: /,
  // moon, Terragrunt
  /^(?<project>[a-z][\w.-]{1,60}):[\w-]{1,40}\s{0,30}\| /,
  /^(?:STDERR|STDOUT|ERROR|INFO) {1,3}\[(?<project>[\w./-]{1,200})\] (?:terraform|tofu): /,
  // Stack
  /^(?<project>[a-z][\w-]{1,60})\s{0,30}> (?=\s{0,12}\S)/,
] as const
const TIMES = [
  /^\[\d\d:\d\d:\d\d(?:[.,]\d{1,9})?\]:? /,
  /^\d{1,2}:\d\d:\d\d(?:[.,]\d{1,9})?(?: [AP]M)?(?: -)? {1,2}/,
  /^\[?\d{4}[-/]\d\d[-/]\d\d[T ]\d\d:\d\d:\d\d(?:[.,]\d{1,9})?(?:Z|[ ]?[+-]\d\d:?\d\d)?\]?\s+(?:\d\d[OE][ +])?/,
  /^\[\s*\d{1,7}\.\d{1,9}s?\] /,
] as const
/**
 * Docker's builders and compose, Unreal's tools, CTest, Ant, MSBuild, `go vet`, Android's native builds, concurrently,
 * Maven's plugins that run others and its threads, xUnit, WebdriverIO, commands of other systems, Yarn, GNU parallel,
 * pnpm's boxes.
 */
const WRAPPERS = [
  /^#\d{1,4} \d{1,6}\.\d{1,4} /,
  /^\d{1,6}\.\d{3,4} (?=\S)/,
  /^\s{0,20}\[(?:javac|javadoc|iajc|kotlinc?|scalac|groovyc|exec|java|junit|apply|ant|mxmlc)\] ?/,
  /^\s{0,8}\d{1,3}(?::\d{1,3})?>/,
  /^vet: /,
  /^C\/C\+\+: (?=\S)/,
  /^\[\d{1,3}\] /,
  /^\d{1,4}: (?=[\S])/,
  // Not before a place in Maven's own form, which is a remark then.
  /^\[(?:INFO|DEBUG|info)\] (?=\S|\s{1,8}\[\w)(?!\S{1,400}:\[\d)/,
  // Not Vitest's head of what a test printed.
  /^(?!std(?:err|out) \| \S+(?: >|$))(?=[\d.]{0,60}[A-Za-z_-])[\w.-]{1,60}\s{0,30}\| /,
  /^(?:remote|stderr|stdout|mono): /,
  /^UATHelper: [^:]{1,60}: /,
  /^\[BuilderThread \d{1,3}\] /,
  /^\[xUnit\.net \d\d:\d\d:\d\d\.\d{1,9}\] {0,2}/,
  /^\[[a-z][\w ]{1,30} [\d.]{1,20} [\w ]{1,30} #\d{1,4}-\d{1,4}\] ?/,
  /^##\[(?:error|warning)\]/,
  /^➤ YN\d{4}: (?:│ )?/,
  /^[\w./-]{1,80}\t(?=\S{1,400}[:(]\d)/,
  /^│ (?=\s{0,8}\S)/,
  /^>> (?=\S{1,400}[:(]\d)/,
] as const
const MOST_ROUNDS = 4
/** A quick test that most lines fail. */
const MAYBE_FRONT =
  /^(?:[\d#[➤│]|>> |STD(?:ERR|OUT) |(?:ERROR|INFO) {1,3}\[|[a-z][\w.-]{1,60}:[\w-]{1,40}\s{0,30}\| |\s{1,20}[[\d]|vet: |C\/C\+\+: |remote: |std|[@\w./-]{1,160}(?:(?: [\w:-]{1,60})?: ?|\t)|[\w.-]{1,60}\s{0,30}[|>])/

/** `go test -json` has a tool's line in a value. */
const GO_OUTPUT =
  /^\{"(?:Time|ImportPath|Action)":.{1,600}?"Output":(?<output>"[^"\\]{0,1900}(?:\\.[^"\\]{0,400}){0,300}")\}$/

/** The lines that one line of the log shows: a lone `\r` begins the line again, and both were printed. */
export function toolLines(raw: string, format: LogFormat): readonly ToolLine[] {
  const text = withoutReturns(raw)
  if (!text.includes('\r')) return [toolLine(text, format)]
  return text
    .split(/\r+/)
    .filter((part) => part.trim() !== '')
    .map((part) => toolLine(part, format))
}

/** A line as its tool printed it. */
export function toolLine(line: string, format: LogFormat): ToolLine {
  const stamped = line.slice(format.stampEnd(line, 0))
  const step = format.markedStep(stamped)
  let text = goOutput(step === undefined ? stamped : format.withoutMark(stamped))
  let timed = false
  let project: string | undefined
  for (let round = 0; round < MOST_ROUNDS && MAYBE_FRONT.test(text); round += 1) {
    const before = text
    const bare = without(text, TIMES)
    timed ||= bare !== text
    text = without(bare, WRAPPERS)
    const named = project === undefined ? projectOf(text) : undefined
    if (named !== undefined) {
      project = named.project
      text = named.text
    }
    if (text === before) break
  }
  return {
    text,
    timed,
    ...(step !== undefined && { step }),
    ...(project !== undefined && { project }),
  }
}

function goOutput(text: string): string {
  const output = text.startsWith('{"') ? GO_OUTPUT.exec(text)?.groups?.['output'] : undefined
  if (output === undefined) return text
  try {
    return String(JSON.parse(output)).trimEnd()
  } catch {
    return text
  }
}

function without(text: string, fronts: readonly RegExp[]): string {
  for (const front of fronts) {
    const hit = front.exec(text)
    if (hit !== null) return text.slice(hit[0].length)
  }
  return text
}

function projectOf(text: string): { readonly project: string; readonly text: string } | undefined {
  for (const form of PROJECTS) {
    const hit = form.exec(text)
    const project = hit?.groups?.['project']
    if (hit !== null && project !== undefined) return { project, text: text.slice(hit[0].length) }
  }
  return undefined
}
