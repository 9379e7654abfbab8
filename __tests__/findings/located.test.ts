import { afterEach, describe, expect, it } from '@jest/globals'
import { sourceTree } from '../../src/findings/checkout/index.js'
import type { Finding } from '../../src/findings/finding.js'
import { locatedFindings } from '../../src/findings/located.js'
import { Project } from './project.js'

let project: Project | undefined
afterEach(() => {
  project?.remove()
  project = undefined
})

function found(files: readonly string[], ...findings: readonly Finding[]) {
  project = new Project(files)
  return locatedFindings(findings, sourceTree(project.folder))
}

const at = (path: string, more: Partial<Finding> = {}): Finding => ({
  severity: 'error',
  places: [{ path, line: 7 }],
  message: 'bad',
  ...more,
})

describe('A finding', () => {
  it('is shown without a place where two files may be meant', () => {
    const files = ['one/src/a.c', 'two/src/a.c']
    const { located, placeless } = found(files, at('../src/a.c'))
    expect(located).toEqual([])
    expect(placeless).toEqual([{ severity: 'error', message: '../src/a.c:7: bad' }])
  })

  it('is not shown where its place is none of ours', () => {
    expect(found(['src/a.c'], at('/usr/include/x.h'))).toEqual({ located: [], placeless: [] })
  })

  it("of the workflow's own matcher is shown wherever it is", () => {
    const asked = at('/usr/include/x.h', { kind: 'asked', title: 'T' })
    const nowhere = at('', { kind: 'asked', places: [], message: 'no place' })
    expect(found(['src/a.c'], asked, nowhere).placeless).toEqual([
      { severity: 'error', message: '/usr/include/x.h:7: bad', title: 'T' },
      { severity: 'error', message: 'no place' },
    ])
  })

  it('is shown once where a summary repeats it, shorter or with a word before it', () => {
    const shorter = at('src/a.c', { message: 'undefined name totl' })
    const longer = at('src/a.c', { message: 'fatal: undefined name totl (try total)' })
    const elsewhere = at('src/a.c', {
      message: shorter.message,
      places: [{ path: 'src/a.c', line: 8 }],
    })
    const other = at('src/a.c', { message: 'undefined name sum' })
    const short = at('src/a.c', { message: 'name sum' })
    const messages = found(['src/a.c'], shorter, longer, elsewhere, other, short).located.map(
      ({ line, message }) => `${line} ${message}`,
    )
    expect(messages).toEqual([
      '7 undefined name totl',
      '8 undefined name totl',
      '7 undefined name sum',
      '7 name sum',
    ])
  })

  it('has the first place that is ours', () => {
    const places = [
      { path: '/usr/include/x.h', line: 1 },
      { path: 'src/a.c', line: 3, column: 2 },
    ]
    expect(found(['src/a.c'], at('', { places })).located).toEqual([
      { severity: 'error', message: 'bad', file: 'src/a.c', line: 3, column: 2 },
    ])
  })
})
