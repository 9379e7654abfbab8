import { createTwoFilesPatch } from 'diff'
import type { JsonObject } from '../../../../text/index.js'
import { yamlText } from './definition-text.js'

/** A job output of more than 1 MB is dropped by the runner; a person reads far less. */
const LONGEST_DIFF_BYTES = 60_000
/** Two texts that have nothing in common take long to compare, line by line. */
const LONGEST_COMPARISON_MS = 2_000
const CUT = '... the rest of the difference is left out here'

/** A unified diff of two views as YAML; empty where their text is the same. At most 60 kB. */
export function textDiff(now: JsonObject | undefined, wanted: JsonObject | undefined): string {
  const before = now === undefined ? '' : yamlText(now)
  const after = wanted === undefined ? '' : yamlText(wanted)
  if (before === after) return ''
  const patch = createTwoFilesPatch('now', 'wanted', before, after, undefined, undefined, {
    context: 3,
    timeout: LONGEST_COMPARISON_MS,
  })
  const body = (patch ?? wholly(before, after)).replace(/^={10,}\n/, '')
  return cutAt(body, LONGEST_DIFF_BYTES)
}

function wholly(before: string, after: string): string {
  const lines = (text: string, sign: string): string[] =>
    text.split('\n').flatMap((line) => (line === '' ? [] : [sign + line]))
  return ['--- now', '+++ wanted', ...lines(before, '-'), ...lines(after, '+'), ''].join('\n')
}

function cutAt(text: string, bytes: number): string {
  if (Buffer.byteLength(text) <= bytes) return text
  const kept: string[] = []
  let left = bytes - CUT.length - 1
  for (const line of text.split('\n')) {
    left -= Buffer.byteLength(line) + 1
    if (left < 0) break
    kept.push(line)
  }
  return [...kept, CUT].join('\n')
}
