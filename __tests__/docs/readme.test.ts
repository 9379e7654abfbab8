import { describe, expect, it } from '@jest/globals'
import { actionFolders, fileOf } from '../../scripts/action-folders.js'
import { textOf } from '../../scripts/yaml-examples.js'
import { codeSpans, headings, links, rows } from './markdown.js'

/** What stands in code in the first cell of each row, which no language changes. */
function names(page: string): readonly string[] {
  return rows(page).flatMap(([first = '']) => codeSpans(first))
}

describe.each(actionFolders())('The two languages of the README in %s', (folder) => {
  const english = textOf(fileOf(folder, 'README.md'))
  const chinese = textOf(fileOf(folder, 'README.zh-CN.md'))

  it('have the same chapters', () => {
    const levels = (page: string) => headings(page).map(({ level }) => level)
    expect(levels(chinese)).toEqual(levels(english))
  })

  it('have the same rows in every table', () => {
    expect(names(chinese)).toEqual(names(english))
  })

  it('have the same code blocks, comments left out', () => {
    const blocks = (page: string) =>
      [...page.matchAll(/^```[\s\S]*?^```$/gm)].map(([block]) => block.replace(/ +#.*$/gm, ''))
    expect(blocks(chinese)).toEqual(blocks(english))
  })

  it('link to each other, and to the same other pages', () => {
    expect(links(english)).toContain('README.zh-CN.md')
    expect(links(chinese)).toContain('README.md')
    const targets = (page: string) =>
      links(page)
        .filter((target) => !target.startsWith('README'))
        .filter((target) => !target.startsWith('#'))
        // An anchor is made of a heading's words.
        .map((target) => target.replace(/(?:\.zh-CN)?\.md(?:#.*)?$/, '.md'))
        .sort()
    expect(targets(chinese)).toEqual(targets(english))
  })
})

/** Runs of other systems end, or wait, in ways that builds don't. */
const OF_OTHER_RUNS = ['done', 'waiting']

describe('The table of statuses', () => {
  it('has each status that the code gives builds', () => {
    const [, union = ''] =
      /export type Status =([\s\S]*?)\n\n/.exec(textOf('src/core/gate.ts')) ?? []
    const statuses = [...union.matchAll(/'([a-z-]+)'/g)].map(([, status = '']) => status)
    const shown = rows(textOf('README.md')).flatMap(([first = '', code]) =>
      code === '0' || code === '1' ? codeSpans(first) : [],
    )
    const ofBuilds = statuses.filter((status) => !OF_OTHER_RUNS.includes(status))
    expect([...shown].sort()).toEqual(ofBuilds.sort())
  })
})
