import { describe, expect, it } from '@jest/globals'
import { pages, textOf } from '../../scripts/yaml-examples.js'
import { codeSpans, headings, links, rows } from './markdown.js'

/** Pages of docs/ that stand in both languages. */
const translated = pages().filter((page) => /^docs\/.*\.zh-CN\.md$/.test(page))
const englishOf = (page: string) => page.replace('.zh-CN.md', '.md')

/** Code blocks without their comments, which are in the page's language. */
function blocks(page: string): readonly string[] {
  const found = [...page.matchAll(/^ *```[\s\S]*?^ *```$/gm)]
  return found.map(([block]) => block.replace(/ *#.*$/gm, ''))
}

/** What stands in code in the cells of each row, which no language changes. */
function names(page: string): readonly string[] {
  return rows(page).flatMap((cells) => cells.flatMap(codeSpans))
}

/** Links to other pages and sites; an anchor is made of a heading's words. */
function targets(page: string): readonly string[] {
  const kept = links(page).filter((target) => !target.startsWith('#'))
  return kept.map((target) => target.replace(/(?:\.zh-CN)?\.md(?:#.*)?$/, '.md')).sort()
}

it.each(['permissions', 'troubleshooting', 'how-it-works', 'outputs', 'assumptions'])(
  'The page docs/%s.md stands in Chinese too',
  (name) => {
    expect(translated).toContain(`docs/${name}.zh-CN.md`)
    expect(links(textOf(`docs/${name}.md`))).toContain(`${name}.zh-CN.md`)
  },
)

describe.each(translated)('%s', (page) => {
  const [chinese, english] = [textOf(page), textOf(englishOf(page))]

  it('has the same chapters as the English page', () => {
    const levels = (text: string) => headings(text).map(({ level }) => level)
    expect(levels(chinese)).toEqual(levels(english))
  })

  it('has the same code blocks, comments left out', () => {
    expect(blocks(chinese)).toEqual(blocks(english))
  })

  it('names the same in every table', () => {
    expect([...names(chinese)].sort()).toEqual([...names(english)].sort())
  })

  it('links to the same pages', () => {
    expect(targets(chinese)).toEqual(targets(english))
  })
})
