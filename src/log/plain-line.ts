import type { LogFormat } from './log-format.js'

/** Colours, cursor moves, and the links that newer compilers print (OSC 8). */

const ESCAPES = /\x1b(?:\[[0-9;:?]*[ -/]*[@-~]|\][^\x07\x1b]{0,2000}(?:\x07|\x1b\\)|[@-Z\\^_])/g

/** The text without terminal codes. */
export function withoutColours(text: string): string {
  return text.includes('\x1b') ? text.replace(ESCAPES, '') : text
}

/** What others put before the lines of a tool that they run: Docker, Ant, MSBuild, time stamps, `go vet`, monorepo runners. */
const WRAPPERS = [
  /^#\d{1,4} \d+\.\d+ /,
  /^\s*\[(?:javac|kotlinc?|scalac|groovyc|exec|java|junit)\] ?/,
  /^\s*\d{1,3}>/,
  /^\d{4}-\d\d-\d\d[T ]\d\d:\d\d:\d\d(?:[.,]\d+)?Z?\s+/,
  /^vet: /,
  /^@?[\w./-]{1,80}:(?:build|test|lint|compile|check|type)[\w:-]{0,40}: /,
  /^@?[\w./-]{1,80} (?:build|test|lint|compile|check|type)[\w:-]{0,40}: /,
  /^@[\w.-]{1,60}\/[\w.-]{1,60}: /,
  /^[\w.-]{1,60}\s*\| /,
]

/** A line as its tool printed it. */
export function toolLine(line: string, format: LogFormat): string {
  const end = line.endsWith('\r') ? line.length - 1 : line.length
  let text = format.withoutMark(line.slice(format.stampEnd(line, 0), end))
  for (const wrapper of WRAPPERS) text = text.replace(wrapper, '')
  return text
}

/** A copy of its own: a slice would keep the whole block of log alive that it was cut from. */
export function detached(text: string): string {
  return Buffer.from(text).toString()
}
