/**
 * Makes docs/summary.png, the README's picture of a failed build's summary: `npm run picture`. With a folder behind it
 * (`npm run picture -- FOLDER`), pictures of all the summaries that the tests render go there instead.
 */
import { mkdirSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { Browser } from '../__tests__/rendered/browser.js'
import * as builds from '../__tests__/rendered/builds.js'
import { HOSTILE } from '../__tests__/rendered/hostile-build.js'
import { summaryOf } from '../src/github/summary/summary.js'
import { chromium, NO_CHROMIUM } from './install-chromium.mjs'

const MOST_BYTES = 200_000
const PICTURES = {
  good: builds.GOOD,
  failed: builds.FAILED,
  cancelled: builds.CANCELLED,
  'several-tasks': builds.SEVERAL,
  'many-steps': builds.MANY_STEPS,
  hostile: HOSTILE,
}

const path = chromium()
if (path === undefined) throw new Error(NO_CHROMIUM)
const folder = process.argv[2]
const browser = await Browser.open(path)
try {
  if (folder === undefined) {
    await picture(builds.FAILED, 'docs/summary.png')
    const { size } = statSync('docs/summary.png')
    if (size > MOST_BYTES)
      throw new Error(`docs/summary.png has ${size} bytes, over ${MOST_BYTES}.`)
  } else {
    mkdirSync(folder, { recursive: true })
    for (const [name, facts] of Object.entries(PICTURES)) {
      await picture(facts, join(folder, `${name}.png`))
    }
  }
} finally {
  await browser.close()
}

async function picture(facts: Parameters<typeof summaryOf>[0], file: string): Promise<void> {
  const { page, complaints } = await browser.render(summaryOf(facts))
  if (complaints.length > 0) throw new Error(`${file}: ${complaints.join('; ')}`)
  await page.screenshot({ path: file, fullPage: true })
  await page.close()
  console.log(file)
}
