import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'

const FOLDER = join(import.meta.dirname, '..', 'fixtures', 'logs')
/** Stands for the remote workspace. */
const WORKSPACE = '/opt/agent_1700000000000/workspace/j_a1B2c3D4'

/** A log of a build, and the findings that it should give. */
export interface CorpusCase {
  readonly name: string
  /** What the repository has. */
  readonly files: ReadonlyMap<string, string>
  readonly succeeded: boolean
  /** As `error src/a.c:3 a part of title or message`. */
  readonly expected: readonly string[]
  readonly log: string
}

/**
 * The cases of `fixtures/logs`: lines `files: a, b`, `text: <file> <content>`, `result: SUCCESS` and `expect: …`, then
 * `---` and the log.
 */
export function corpus(): readonly CorpusCase[] {
  return readdirSync(FOLDER)
    .filter((name) => name.endsWith('.out'))
    .map((name) => caseOf(name, readFileSync(join(FOLDER, name), 'utf8')))
}

function caseOf(name: string, text: string): CorpusCase {
  const end = text.indexOf('\n---\n')
  const fields = text
    .slice(0, end)
    .split('\n')
    .map((line) => [line.slice(0, line.indexOf(': ')), line.slice(line.indexOf(': ') + 2)] as const)
  const all = (field: string) => fields.flatMap(([key, value]) => (key === field ? [value] : []))
  const files = new Map(all('files').flatMap((list) => list.split(', ').map((file) => [file, ''])))
  for (const given of all('text')) {
    const space = given.indexOf(' ')
    files.set(given.slice(0, space), given.slice(space + 1).replaceAll('\\n', '\n'))
  }
  return {
    name,
    files,
    succeeded: all('result').includes('SUCCESS'),
    expected: all('expect'),
    log: text.slice(end + 5).replaceAll('@WS@', WORKSPACE),
  }
}

/** The forms in which the service hands on what a tool printed. */
export const FORMS: Readonly<Record<string, (log: string) => string>> = {
  'as it is': (log) => log,
  'after Chinese stamps': (log) => stamped(log, '[2026/09/10 19:09:20.116 GMT+08:00] ', '编译构建'),
  'after English stamps': (log) =>
    stamped(log, '[Sep 10, 2026 07:09:20.116 GMT+08:00] ', 'Compile'),
  coloured: (log) =>
    log
      .split('\n')
      .map((line) => (line === '' ? line : `\u001b[31;1m${line}\u001b(B\u001b[m`))
      .join('\n'),
  'with the line ends of Windows': (log) => log.replaceAll('\n', '\r\n'),
}

function stamped(log: string, stamp: string, step: string): string {
  const lines = log.replace(/\n$/, '').split('\n')
  const mark = `[INFO] [${step}:build_execute] : `
  return [`${mark}begin`, ...lines, `${mark}end`].map((line) => `${stamp}${line}\n`).join('')
}
