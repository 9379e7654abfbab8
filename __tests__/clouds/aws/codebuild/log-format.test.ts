import { describe, expect, it } from '@jest/globals'
import { agentWords, codeBuildLogFormat } from '../../../../src/clouds/aws/codebuild/log-format.js'

const STAMP = '[Container] 2026/09/10 11:09:19.922931 '
const format = codeBuildLogFormat

describe('A line of a log of CodeBuild', () => {
  it.each([
    [`${STAMP}Entering phase BUILD`, STAMP.length],
    ['[Container] 2026/09/10 11:09:19 Running', '[Container] 2026/09/10 11:09:19 '.length],
    ['[Container] soon', 0],
    ['[INFO] compiling', 0],
    ['make all', 0],
    ['', 0],
  ])('%j has a stamp of that length', (line, length) => {
    expect(format.stampEnd(line, 0)).toBe(length)
  })

  it('is searched for its stamp from where it begins', () => {
    expect(format.stampEnd(`x\n${STAMP}y`, 2)).toBe(2 + STAMP.length)
  })

  it.each([
    ['Entering phase BUILD', 'BUILD'],
    ['Phase is DOWNLOAD_SOURCE', 'DOWNLOAD_SOURCE'],
    ['Phase complete: POST_BUILD State: FAILED', 'POST_BUILD'],
    ['Running command npm ci', undefined],
    ['Entering phase build', undefined],
  ])('%j opens the group %s', (words, step) => {
    expect(format.markedStep(words)).toBe(step)
  })

  it("is the agent's own only behind its stamp", () => {
    expect(agentWords(`${STAMP}Entering phase BUILD`)).toBe('Entering phase BUILD')
    expect(agentWords('Entering phase BUILD')).toBeUndefined()
  })

  it.each([
    ['Phase complete: UPLOAD_ARTIFACTS State: SUCCEEDED', true],
    ['Phase context status code:  Message: ', true],
    ['Phase complete: BUILD State: SUCCEEDED', false],
    ['Done', false],
  ])('%j closes a log: %j', (words, closes) => {
    expect(format.isClosingLine(words)).toBe(closes)
  })

  it('loses nothing but its stamp where steps are marked by it', () => {
    expect(format.withoutMark('Entering phase BUILD')).toBe('Entering phase BUILD')
    expect(STAMP.startsWith(format.markHint ?? 'none')).toBe(true)
  })
})
