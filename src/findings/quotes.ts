import type { ToolLine } from './tool-line.js'

/** Whether the next line belongs to what is quoted, too. */
type Goes = (line: string) => boolean

const MOST_LINES = 500

const COMMIT = /^commit [0-9a-f]{40}\b/
const OF_COMMIT =
  /^(?:\s*$| {4}|(?:Author|AuthorDate|Commit|CommitDate|Date|Merge|Notes)\b.{0,40}:)/
const HUNK = /^(?<indent>\s{0,8})@@ -\d{1,7}(?:,(?<old>\d{1,6}))? \+\d{1,7}(?:,(?<new>\d{1,6}))? @@/
/** pip shows what building a dependency printed, and how many lines it was. */
const PIP = /^\s{0,8}(?:╰─> \[|Complete output \()(?<count>\d{1,6}) lines?(?: of output\]|\):)$/
/** What pip builds is ours, then. */
const PIP_OURS =
  /^\s{0,4}(?:Obtaining file:|Processing (?:file:|\.{1,2}(?:\/|$)|\/)(?!.*\.(?:whl|zip|tar\.\w{2,3})$))/
/** uv names a dependency by its version, and what is ours by its folder. */
const UV = /^\s{0,4}× Failed to [a-z ]{4,40} `[\w.[\]-]{1,100}==[^`]{1,60}`$/
const OF_UV = /^(?:\s*$| {6}|\s{1,4}[├╰│])/
const GEM = /^\s{0,8}(?:Gem::Ext::BuildError: )?ERROR: Failed to build gem native extension/
const GEM_ENDS = /^(?:Gem files will remain|Results logged to|An error occurred while installing)/
/** trybuild: what the compiler should have said. */
const EXPECTED = /^EXPECTED:$/
const FENCE = /^┈{8,}$/
const OUTPUT_OF_TEST = /^\s{1,4}(?:Standard (?:Output|Error) Messages|标准(?:输出|错误)消息)[:：]$/
const OTHER_TEST =
  /^\S|^\s{2}(?:(?:Passed|Failed|Skipped|已通过|失败|已跳过) \S|(?:Error Message|Stack Trace|错误消息|堆栈跟踪):)/
const TRACE = /^(?:\+{1,3}|\$) \S/
/** A source or a text is shown, or lines of many. */
const SHOWS =
  /^(?:\+{1,3}|\$) (?:(?:git grep|rg|ag|ack|[ef]?grep -\w{0,6}[rR]\w{0,6}) [^|>]{1,400}|(?:cat|head|tail|nl|more)(?: -\S{1,20}| \d{1,6}){0,4} (?<file>[^\s|>;&]{1,400}))$/
const TEXT =
  /\.(?:md|rst|adoc|markdown|[ch](?:pp|xx|c|h)?|[cm]?[jt]sx?|py|go|rs|java|kt|rb|php|cs)$/i
const EXAMPLES = /(?:^|\/)(?:tests?|fixtures|testdata|__snapshots__|expected|golden)\//i

/**
 * What is only shown: messages of commits, diffs, other sources and texts, and what the build of a dependency said. It
 * may quote what looks like a tool's message.
 */
export class Quotes {
  #goes: Goes | undefined
  #step: string | undefined
  #left = 0
  /** pip builds a project of ours. */
  #ours = false

  get busy(): boolean {
    return this.#goes !== undefined
  }

  /** Whether the line is quoted. */
  read({ text, step }: ToolLine): boolean {
    if (step !== undefined && step !== this.#step) {
      this.#step = step
      this.#ours = false
      this.end()
    }
    const goes = this.#goes
    this.#left -= 1
    if (goes !== undefined && this.#left > 0 && goes(text)) return true
    this.#goes = MAY_BEGIN.test(text) ? this.#begun(text) : undefined
    if (this.#goes !== undefined) this.#left = MOST_LINES
    return false
  }

  end(): void {
    this.#goes = undefined
  }

  #begun(text: string): Goes | undefined {
    this.#ours ||= PIP_OURS.test(text)
    if (COMMIT.test(text)) return (line) => OF_COMMIT.test(line)
    const hunk = HUNK.exec(text)?.groups
    if (hunk !== undefined) return hunkOf(hunk)
    const count = PIP.exec(text)?.groups?.['count']
    if (count !== undefined) return this.#ours ? undefined : lines(Number(count))
    if (UV.test(text)) return (line) => OF_UV.test(line)
    if (GEM.test(text)) return (line) => !GEM_ENDS.test(line)
    if (EXPECTED.test(text)) return fenced()
    if (OUTPUT_OF_TEST.test(text)) return (line) => !OTHER_TEST.test(line)
    return showsText(text) ? (line) => !TRACE.test(line) : undefined
  }
}

/** What may begin a quote, for the search through a whole log. */
export const QUOTES = {
  begins: [
    '@@ -\\d',
    '╰─> \\[\\d',
    '× Failed to ',
    'ERROR: Failed to build gem',
    'Standard (?:Output|Error) Messages:',
    '标准(?:输出|错误)消息',
    'EXPECTED:\\r?\\n',
    'Complete output \\(\\d',
    'Processing [./f]',
  ],
  starts: ['commit [0-9a-f]{40}', '\\s{0,8}Obtaining file:'],
}

/** A quick test that most lines fail. */
const MAY_BEGIN =
  /^(?:\s{0,8}(?:@@ -|╰─> \[|× F|Complete|Gem::|ERROR: F|Standard|标准|Obtaining|Processing)|commit |EXPECTED:|[+$])/

function lines(count: number): Goes {
  let left = count
  return () => (left -= 1) >= 0
}

/** A hunk says how many lines of each file it has. */
function hunkOf({ indent = '', old = '1', new: after = '1' }: Hunk): Goes {
  let [before, behind] = [Number(old), Number(after)]
  return (line) => {
    const sign = line.slice(indent.length, indent.length + 1)
    if (sign !== '+' && sign !== '\\') before -= 1
    if (sign !== '-' && sign !== '\\') behind -= 1
    return /^[-+ \\]?$/.test(sign) && before >= 0 && behind >= 0
  }
}

type Hunk = Readonly<Record<string, string | undefined>>

function fenced(): Goes {
  let fences = 0
  return (line) => {
    if (FENCE.test(line)) fences += 1
    return fences === 1 || (fences === 2 && FENCE.test(line))
  }
}

function showsText(text: string): boolean {
  const shown = SHOWS.exec(text)?.groups
  const file = shown?.['file']
  if (shown === undefined) return false
  return file === undefined || TEXT.test(file) || EXAMPLES.test(file)
}
