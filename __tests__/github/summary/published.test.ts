import { describe, expect, it } from '@jest/globals'
import { publishedEnd } from '../../../src/github/summary/published.js'
import { summaryOf } from '../../../src/github/summary/summary.js'
import * as builds from '../../rendered/builds.js'
import { secretsOf } from '../../support/secrets.js'

const located = {
  severity: 'error',
  file: 'src/a.c',
  line: 3,
  message: 'the key is hunter22',
} as const
const placeless = { severity: 'error', message: 'killed' } as const

describe('What is published of an end', () => {
  it('is the job summary, under a title in plain words', () => {
    const { title, summary } = publishedEnd(builds.FAILED)
    expect(summary).toBe(summaryOf(builds.FAILED))
    expect(title).toMatch(/^Build #128 /)
    expect(title).not.toMatch(/[<>[\]*\n]|&#/)
  })

  it('has the findings with a place alone, and no secret', () => {
    const { evidence } = builds.FAILED
    if (evidence === undefined) throw new Error('a failed build has evidence')
    const end = publishedEnd({
      ...builds.FAILED,
      secrets: secretsOf('hunter22'),
      evidence: { ...evidence, findings: [placeless, located] },
    })
    expect(end.findings).toEqual([{ ...located, message: 'the key is ***' }])
  })

  it('has no findings of a build without any', () => {
    expect(publishedEnd(builds.GOOD).findings).toEqual([])
  })
})
