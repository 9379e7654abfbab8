/** What the tests of the pages look at. Code blocks are left out where links and headings are meant. */

export interface Heading {
  readonly level: number
  readonly text: string
  /** As GitHub makes it from the text. */
  readonly anchor: string
}

export function headings(page: string): readonly Heading[] {
  return [...withoutBlocks(page).matchAll(/^(#{1,6}) (.+)$/gm)].map(
    ([, marks = '', text = '']) => ({
      level: marks.length,
      text,
      anchor: anchorOf(text),
    }),
  )
}

/** Targets of links and pictures. */
export function links(page: string): readonly string[] {
  return [...withoutBlocks(page).matchAll(/\]\(([^)\s]+)\)/g)].map(([, target = '']) => target)
}

/** The cells of all table rows, heads and rules left out. */
export function rows(text: string): readonly (readonly string[])[] {
  const lines = withoutBlocks(text).split('\n')
  return lines
    .filter((line, at) => line.startsWith('|') && !isRule(line) && !isRule(lines[at + 1] ?? ''))
    .map((line) =>
      line
        .slice(1, line.lastIndexOf('|'))
        .split(/(?<!\\)\|/)
        .map((cell) => cell.trim()),
    )
}

export function codeSpans(text: string): readonly string[] {
  return [...text.matchAll(/`([^`]+)`/g)].map(([, code = '']) => code)
}

/** The text between `<!-- name -->` and `<!-- /name -->`. */
export function marked(page: string, name: string): string {
  const [, text] = new RegExp(`<!-- ${name} -->([\\s\\S]*?)<!-- /${name} -->`).exec(page) ?? []
  if (text === undefined) throw new Error(`The markers ${name} are missing.`)
  return text
}

function withoutBlocks(page: string): string {
  return page.replace(/^ *```[\s\S]*?^ *```$/gm, '')
}

function isRule(line: string): boolean {
  return /^\|( ?:?-+:? ?\|)+$/.test(line)
}

function anchorOf(text: string): string {
  return text
    .toLowerCase()
    .replace(/[^\p{L}\p{N}\s_-]/gu, '')
    .replace(/\s/g, '-')
}
