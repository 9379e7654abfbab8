import { shortened, startOf } from '../../text/index.js'

/** What text can hide or reorder itself with: control and format characters, and fillers. */
const UNSEEN = /[\p{Cc}\p{Cf}\p{Co}\p{Cn}\u2028\u2029\u115f\u1160\u3164\uffa0]+/gu
const LONE_SURROGATE = /\p{Cs}/gu
const BREAK = '&#8203;'

/** One line of remote text with nothing in it that isn't seen. */
export function visible(remote: string): string {
  return remote
    .replaceAll('\t', '    ')
    .replace(/[\r\n\u2028\u2029]+/g, ' ')
    .replace(UNSEEN, '')
    .replace(LONE_SURROGATE, '\ufffd')
}

/** Remote text as a phrase shows it: one blank for all white space in a row, and nothing that isn't seen. */
export function flattened(remote: string): string {
  return visible(remote.replace(/[\s\u0085]+/gu, ' ')).trim()
}

/** Remote text on one line, of bounded length. It went through `starring` already, which knows what this changes. */
export function plainPhrase(remote: string, longest = 300): string {
  return shortened(flattened(startOf(remote, longest * 4)), longest)
}

/**
 * Remote text as text, wherever in a line or a table it stands: all punctuation that Markdown or HTML might read is an
 * entity, which can't be structure (CommonMark 0.31, "Entity and numeric character references"). GitHub makes links of
 * mentions, numbers and addresses, and pictures of `:words:`, only after that, so these are broken by what has no width.
 */
export function text(remote: string, longest?: number): string {
  return plainPhrase(remote, longest)
    .replace(/[!-'*+:-@[-`{-~.]/g, (sign, at: number, whole: string) => signOf(sign, at, whole))
    .replace(/\b(gh)-(?=\d)/gi, `$1-${BREAK}`)
}

function signOf(sign: string, at: number, whole: string): string {
  const next = whole[at + 1] ?? ''
  const joins = /[\p{L}\p{N}_+-]/u.test(next)
  switch (sign) {
    case '.':
      return /www$/i.test(whole.slice(0, at)) ? `&#46;${BREAK}` : '.'
    case '@':
      return joins ? `&#64;${BREAK}` : '&#64;'
    case '#':
      return joins ? `&#35;${BREAK}` : '&#35;'
    case ':':
      return joins || next === '/' ? `&#58;${BREAK}` : '&#58;'
    case "'":
      return sign
    default:
      return `&#${sign.charCodeAt(0)};`
  }
}

/** Remote text as code: literal, and never a link, mention or picture. In a table as well. */
export function code(remote: string, longest?: number): string {
  const phrase = plainPhrase(remote, longest)
  if (phrase === '') return ''
  // In HTML and not in backticks, because a pipe within backticks still divides a table's cells.
  return `<code>${phrase.replace(/[^\p{L}\p{N} /(),-]/gu, (sign) => `&#${sign.codePointAt(0) ?? 0xfffd};`)}</code>`
}

/** A link to an address of ours or of the service; only the text where the address is none. */
export function link(label: string, address: string | undefined): string {
  if (address === undefined || !URL.canParse(address)) return label
  const url = new URL(address)
  if (url.protocol !== 'https:' && url.protocol !== 'http:') return label
  const href = url.href.replace(
    /[()<>[\]\\`*_|"' ]/g,
    (sign) => `%${sign.charCodeAt(0).toString(16)}`,
  )
  return `[${label}](${href})`
}

/** Lines in a fence that none of them can close. */
export function fenced(lines: readonly string[], language = ''): string {
  const body = lines.map(visible)
  const runs = body.flatMap((line) => line.match(/`+/g) ?? [])
  const longest = runs.reduce((most, run) => Math.max(most, run.length), 2)
  const fence = '`'.repeat(longest + 1)
  return [`${fence}${language}`, ...body, fence].join('\n')
}

export type Alignment = 'left' | 'right'

/** A table of cells that are Markdown already. Rows beyond `mostBytes` are left out, and a sentence counts them. */
export function table(
  head: readonly (readonly [title: string, align: Alignment])[],
  rows: readonly (readonly string[])[],
  mostBytes: number,
): string {
  const rule = head.map(([, align]) => (align === 'right' ? '---:' : ':---'))
  const lines = [row(head.map(([title]) => title)), row(rule)]
  let left = mostBytes
  for (const cells of rows) {
    const line = row(cells)
    left -= Buffer.byteLength(line) + 1
    if (left < 0) break
    lines.push(line)
  }
  const missing = rows.length + 2 - lines.length
  const sentence = missing === 0 ? '' : `\n\n_${missing} more are not shown here._`
  return lines.join('\n') + sentence
}

function row(cells: readonly string[]): string {
  return `| ${cells.join(' | ')} |`
}
