import { FAMILIES } from '../src/findings/matchers/index.js'
import type { Readme } from './readmes.js'

const PAGES = [
  { name: 'docs/findings.md', head: ['Tools', 'What is read'], language: 'en' },
  { name: 'docs/findings.zh-CN.md', head: ['工具', '读取的内容'], language: 'zh' },
] as const
const MARKERS = /(<!-- tools -->\n)[^]*?(\n<!-- \/tools -->)/

/** The pages that list the tools whose messages become annotations, as the catalogue has them. */
export function findingsPages(textOf: (name: string) => string): readonly Readme[] {
  return PAGES.map(({ name, head, language }) => {
    const before = textOf(name)
    const rows = [
      head,
      head.map(() => '---'),
      ...FAMILIES.map(({ tools, reads }) => [tools, cell(reads[language])]),
    ]
    const table = rows.map((row) => `| ${row.join(' | ')} |`).join('\n')
    return {
      name,
      before,
      after: before.replace(MARKERS, (_, from: string, to: string) => `${from}\n${table}\n${to}`),
    }
  })
}

function cell(text: string): string {
  return text.replaceAll('|', String.raw`\|`)
}
