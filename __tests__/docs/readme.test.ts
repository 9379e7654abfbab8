import { describe, expect, it } from '@jest/globals'
import { textOf } from '../../scripts/yaml-examples.js'
import { inputTable, outputTable } from '../../scripts/readme-tables.js'
import { parse } from 'yaml'
import { fieldsOf } from './fields.js'
import { codeSpans, headings, links, marked, rows } from './markdown.js'

const english = textOf('README.md')
const chinese = textOf('README.zh-CN.md')
const action = textOf('action.yml')

/** What stands in code in the first cell of each row, which no language changes. */
function names(page: string): readonly string[] {
  return rows(page).flatMap(([first = '']) => codeSpans(first))
}

describe('The two languages of the README', () => {
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

  it('link to the same pages', () => {
    const targets = (page: string) =>
      links(page)
        .filter((target) => !target.startsWith('README'))
        .sort()
    expect(targets(chinese)).toEqual(targets(english))
  })
})

describe('The tables of inputs and outputs', () => {
  it.each(['inputs', 'outputs'])('have a row for each of the %s of action.yml', (section) => {
    const declared = Object.keys(fieldsOf(fieldsOf(parse(action))[section]))
    for (const page of [english, chinese]) {
      const shown = rows(marked(page, section)).map(([name = '']) => codeSpans(name)[0])
      expect(shown).toEqual(declared)
    }
  })

  it('refuse a translation that lacks a name, or has one too many', () => {
    const heads = { inputHead: ['', '', ''], outputHead: ['', ''] } as const
    const lacking = { ...heads, descriptions: 'inputs: {}\noutputs: {}' }
    expect(() => inputTable(action, lacking)).toThrow('inputs.region has no description')
    const stale = { ...heads, descriptions: 'outputs: { gone: What was here once }' }
    expect(() => outputTable(action, stale)).toThrow('not in action.yml: gone')
  })
})

describe('The table of statuses', () => {
  it('has each status that the code gives', () => {
    const [, union = ''] =
      /export type Status =([\s\S]*?)\n\n/.exec(textOf('src/core/gate.ts')) ?? []
    const statuses = [...union.matchAll(/'([a-z-]+)'/g)].map(([, status = '']) => status)
    const shown = rows(english).flatMap(([first = '', code]) =>
      code === '0' || code === '1' ? codeSpans(first) : [],
    )
    expect([...shown].sort()).toEqual([...statuses].sort())
  })
})
