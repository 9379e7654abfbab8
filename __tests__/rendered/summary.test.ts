import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { chromium, NO_CHROMIUM } from '../../scripts/install-chromium.mjs'
import type { SummaryFacts } from '../../src/github/summary/facts.js'
import { plainPhrase } from '../../src/github/summary/markdown.js'
import { summaryOf } from '../../src/github/summary/summary.js'
import { Browser } from './browser.js'
import * as builds from './builds.js'
import { HOSTILE, HOSTILE_NAMES } from './hostile-build.js'

const LAUNCH_MS = 10 * 60_000
const path = chromium()
if (path === undefined && process.env['CI'] === 'true') {
  throw new Error('The rendered summaries need Chromium, and it could not be installed.')
}
if (path === undefined) console.warn(`Skipped: the summaries as GitHub shows them. ${NO_CHROMIUM}`)
const described = path === undefined ? describe.skip : describe

interface Seen {
  readonly complaints: readonly string[]
  readonly diagrams: number
  readonly headings: readonly string[]
  readonly text: string
  readonly rows: number
  /** Elements that only remote text could have made, and whether one ran. */
  readonly foreign: readonly string[]
  readonly links: readonly string[]
}

/** Runs in the page. Text, because these tests' types know no DOM. */
const LOOK = `(() => {
  const all = (selector) => [...document.querySelector('main').querySelectorAll(selector)]
  return {
    diagrams: all('.mermaid svg').length,
    headings: all('h1, h2, h3, h4').map((one) => one.textContent),
    text: document.querySelector('main').innerText,
    rows: all('tbody tr').length,
    foreign: [
      ...all('img, script, iframe, h1, h4, del, input, hr, svg a').map((one) => one.outerHTML),
      ...(window.hacked === undefined ? [] : ['a script ran']),
    ],
    links: all('a').map((one) => one.getAttribute('href')),
  }
})()`

described('a summary as GitHub shows it', () => {
  let browser: Browser
  beforeAll(async () => (browser = await Browser.open(path ?? '')), LAUNCH_MS)
  afterAll(async () => await browser.close())

  async function seen(facts: SummaryFacts): Promise<Seen> {
    const { page, complaints } = await browser.render(summaryOf(facts))
    const looked = await page.evaluate<Omit<Seen, 'complaints'>>(LOOK)
    await page.close()
    return { ...looked, complaints }
  }

  it('shows what was built and how long it took, after a good build', async () => {
    const { complaints, diagrams, headings, text } = await seen(builds.GOOD)
    expect(complaints).toEqual([])
    expect(diagrams).toBe(1)
    expect(headings).toEqual([
      '✅ Build #128 succeeded in 3 min 05 s',
      'Steps',
      'Products',
      'Recent builds',
    ])
    expect(text).toContain('swr.cn-north-4.myhuaweicloud.com/octo/web-shop:1.4.2')
    expect(text).toContain('89 % of the task')
  }, 60_000)

  it('leads with the step, the reason and the place, after a failed build', async () => {
    const { complaints, diagrams, headings, text, links } = await seen(builds.FAILED)
    expect(complaints).toEqual([])
    expect(diagrams).toBe(1)
    expect(headings).toEqual([
      '❌ Build #128 failed in step Maven 构建',
      'Where',
      'Last lines of step Maven 构建',
      'Steps',
      'Recent builds',
    ])
    expect(text).toContain('The Maven command exited with code 1.')
    expect(links.at(-2)).toMatch(
      /^https:\/\/github\.com\/octo\/web-shop\/blob\/\w{40}\/src\/main\/java\/shop\/Cart\.java#L42$/,
    )
  }, 60_000)

  it('tells of a cancelled build what had been done', async () => {
    const { complaints, diagrams, headings } = await seen(builds.CANCELLED)
    expect(complaints).toEqual([])
    expect(diagrams).toBe(1)
    expect(headings[0]).toBe('🛑 Build #128 was cancelled and stopped')
  }, 60_000)

  it('draws the tasks of a build, and names the one that failed', async () => {
    const { complaints, diagrams, headings } = await seen(builds.SEVERAL)
    expect(complaints).toEqual([])
    expect(diagrams).toBe(2)
    expect(headings[0]).toBe('❌ Build #128 failed in task Integration tests')
  }, 60_000)

  it('shows 200 steps', async () => {
    const { complaints, diagrams, rows, text } = await seen(builds.MANY_STEPS)
    expect(complaints).toEqual([])
    expect([diagrams, rows]).toEqual([1, 200])
    expect(text).toContain('The diagram leaves 140 shortest steps out.')
  }, 60_000)

  it('shows remote text as text, whatever it tries', async () => {
    const { complaints, diagrams, headings, foreign, links, text } = await seen(HOSTILE)
    expect(complaints).toEqual([])
    expect(foreign).toEqual([])
    expect(diagrams).toBe(3)
    expect(headings.slice(1)).toEqual([
      'Where',
      expect.stringContaining('Last lines of step'),
      'Tasks',
      'Steps',
      'Products',
    ])
    // Ours alone: the build's page.
    expect(links).toEqual([builds.STARTED.url])
    const shown = text.replaceAll('\u200b', '').replace(/\s+/g, ' ')
    for (const name of HOSTILE_NAMES.slice(0, -1)) {
      expect(shown).toContain(plainPhrase(name).replace(/\s+/g, ' '))
    }
  }, 60_000)
})
