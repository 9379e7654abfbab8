import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { sourceTree } from '../../src/findings/checkout/index.js'
import { type LocatedFinding, locatedFindings } from '../../src/findings/located.js'
import { corpus, FORMS } from './corpus.js'
import { Project, scanned } from './project.js'

describe.each(corpus())('the log $name', ({ files, succeeded, expected, log }) => {
  let project: Project
  beforeAll(() => {
    project = new Project([...files.keys()])
    for (const [file, text] of files) project.add(file, text)
  })
  afterAll(() => project.remove())

  async function found(bytes: string, pieceBytes: number): Promise<readonly string[]> {
    const findings = (await scanned(bytes, pieceBytes)).findings()
    const { located } = locatedFindings(findings, sourceTree(project.folder), succeeded)
    return located.map((finding) => known(finding, expected)).sort()
  }

  it.each(Object.keys(FORMS))('gives its findings and no others %s', async (form) => {
    const bytes = FORMS[form]?.(log) ?? ''
    for (const pieceBytes of [1_000_000, 777, 31]) {
      expect(await found(bytes, pieceBytes)).toEqual([...expected].sort())
    }
  })
})

/** The expectation that the finding fulfils; else what it says. */
function known(finding: LocatedFinding, expected: readonly string[]): string {
  const { severity, file, line, title = '', message } = finding
  const place = `${severity} ${file}:${line} `
  const said = `${title}\n${message}`
  const fulfilled = expected.find(
    (each) => each.startsWith(place) && said.includes(each.slice(place.length)),
  )
  return fulfilled ?? `${place}${title} ${message}`
}
