import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { fixture, FIXTURES, located, Project, said, scanned } from './project.js'

interface Expected {
  /** What the repository has. */
  readonly files: readonly string[]
  readonly findings: Readonly<Record<string, readonly string[]>>
}

const expected = JSON.parse(readFileSync(join(FIXTURES, 'expected.json'), 'utf8')) as Expected
const logs = [FIXTURES, join(FIXTURES, 'by-hand')].flatMap((folder) =>
  readdirSync(folder)
    .filter((name) => name.endsWith('.out'))
    .map((name) => join(folder, name).slice(FIXTURES.length + 1)),
)

describe('what compilers and test runners print', () => {
  let project: Project
  beforeAll(() => {
    project = new Project(expected.files)
  })
  afterAll(() => project.remove())

  it('is known for every capture', () => {
    expect(Object.keys(expected.findings).sort()).toEqual([...logs].sort())
  })

  it.each(logs)('is found with file, line and column in %s', async (name) => {
    const found = await located(fixture(name), project.folder)
    expect(found.map(said)).toEqual(expected.findings[name])
  })

  it.each(logs)('is the same line by line as at once in %s', async (name) => {
    const atOnce = await scanned(fixture(name), 1_000_000)
    const byBytes = await scanned(fixture(name), 1)
    expect(byBytes.findings()).toEqual(atOnce.findings())
  })

  it('is found however the log is cut, also behind stamps and colours', async () => {
    const stamp = '[Sep 14, 2026 02:29:37.820 GMT+08:00] '
    const lines = fixture('javac.out').toString().split('\n')
    const log = lines.map((line) => `${stamp}\u001b[31m${line}\u001b[0m\r`).join('\n')
    for (const pieceBytes of [7, 64, 100_000]) {
      const scanner = await scanned(log, pieceBytes)
      expect(scanner.findings().map(({ places }) => places[0])).toEqual([
        { path: 'src/shop/Cart.java', line: 7, column: 15 },
        { path: 'src/shop/Cart.java', line: 8, column: 12 },
        { path: 'src/shop/Cart.java', line: 13, column: 5 },
        { path: 'src/shop/Cart.java', line: 12, column: 5 },
      ])
    }
  })

  it('gives nothing for lines that only look alike, without a checkout as well', async () => {
    expect(await located(fixture('by-hand/nothing.out'))).toEqual([])
  })

  it('carries the details that javac prints below', async () => {
    const [, second] = await located(fixture('javac.out'), project.folder)
    expect(second?.message).toBe(
      'cannot find symbol\nsymbol:   variable summ\nlocation: class Cart',
    )
  })
})
