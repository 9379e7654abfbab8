/**
 * Writes src/github/runner/unseen.ts: `npm run unseen`. The runner finds commands by .NET's culture-sensitive comparison,
 * which passes over what ICU's root collation ignores completely; Node's Intl has the same table.
 */
import { writeFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { format, resolveConfig } from 'prettier'

const FILE = fileURLToPath(new URL('../src/github/runner/unseen.ts', import.meta.url))
const LAST_CODE_POINT = 0x10ffff
/** What Unicode says that nobody need see: format characters, default ignorables, controls but white space. */
const BY_PROPERTY = /[\0-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\p{Cf}\p{DI}]/u
const COLLATOR = new Intl.Collator('und')

/** Whether a comparison takes text with this character in it for the same as without. */
export function isPassedOver(character: string): boolean {
  return BY_PROPERTY.test(character) || COLLATOR.compare(`#${character}#`, '##') === 0
}

/** All such code points, as the ranges of a regular expression's class. */
export function unseenClass(): string {
  const ranges: [number, number][] = []
  for (let point = 0; point <= LAST_CODE_POINT; point += 1) {
    const isHalf = point >= 0xd800 && point <= 0xdfff
    if (isHalf || !isPassedOver(String.fromCodePoint(point))) continue
    const last = ranges.at(-1)
    if (last?.[1] === point - 1) last[1] = point
    else ranges.push([point, point])
  }
  const shown = (point: number): string => `\\u{${point.toString(16)}}`
  return ranges
    .map(([from, to]) => (from === to ? shown(from) : `${shown(from)}-${shown(to)}`))
    .join('')
}

async function write(): Promise<void> {
  const lines = unseenClass().match(/.{1,80}(?<=\})(?!-)/g) ?? []
  const text = [
    `/** Written by scripts/unseen.ts, from ICU ${process.versions['icu'] ?? ''}: what the runner's comparison passes over. */`,
    'export const UNSEEN = [',
    ...lines.map((line) => `String.raw\`${line}\`,`),
    "].join('')",
  ].join('\n')
  writeFileSync(FILE, await format(text, { ...(await resolveConfig(FILE)), filepath: FILE }))
}

if (process.argv[1] === fileURLToPath(import.meta.url)) await write()
