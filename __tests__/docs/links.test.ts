import { describe, expect, it } from '@jest/globals'
import { existsSync } from 'node:fs'
import { dirname, join, normalize } from 'node:path'
import { pages, textOf } from '../../scripts/yaml-examples.js'
import { headings, links } from './markdown.js'

function isReachable(page: string, target: string): boolean {
  if (/^https?:\/\//.test(target)) return true
  const [path = '', anchor] = target.split('#')
  const file = path === '' ? page : normalize(join(dirname(page), path))
  if (!existsSync(file)) return false
  return anchor === undefined || headings(textOf(file)).some((one) => one.anchor === anchor)
}

describe('Every page', () => {
  it.each(pages())('%s links only to what is there', (page) => {
    const dead = links(textOf(page)).filter((target) => !isReachable(page, target))
    expect(dead).toEqual([])
  })

  it.each(pages())('%s has one title, and no heading twice', (page) => {
    const found = headings(textOf(page))
    expect(found.filter(({ level }) => level === 1)).toHaveLength(1)
    // A changelog repeats "Added" under each version.
    const anchors = found.filter(({ level }) => level < 3).map(({ anchor }) => anchor)
    expect(new Set(anchors).size).toBe(anchors.length)
  })

  it.each(pages())('%s names only commands that exist', (page) => {
    const scripts = textOf('package.json')
    const named = [...textOf(page).matchAll(/npm run (?:--silent )?([a-z:]+)/g)]
    const unknown = named.filter(([, name = '']) => !scripts.includes(`"${name}": "`))
    expect(unknown.map(([command]) => command)).toEqual([])
  })
})

describe('The README', () => {
  const readmes = pages().filter((page) => page.includes('README'))

  it.each(readmes)('%s shows a picture only beside the command that makes it', (page) => {
    const lines = textOf(page).split('\n')
    const alone = lines.filter((line, at) => {
      const around = lines.slice(Math.max(0, at - 4), at + 5).join('\n')
      // A badge is made elsewhere.
      return /!\[[^\]]*\]\((?!https:)/.test(line) && !/npm run [a-z]+/.test(around)
    })
    expect(alone).toEqual([])
  })

  it.each([
    ['README.md', (page: string) => !page.endsWith('.zh-CN.md') || page === 'README.zh-CN.md'],
    // A translated page of docs/ may be reached from its English one.
    ['README.zh-CN.md', (page: string) => /(^|\/)README\.zh-CN\.md$/.test(page)],
  ])('%s links to every other page of its language', (readme, isMeant) => {
    const linked = links(textOf(readme)).map((target) => target.split('#')[0])
    const missing = pages().filter((page) => page !== readme && isMeant(page))
    expect(missing.filter((page) => !linked.includes(page))).toEqual([])
  })
})
