import { describe, expect, it } from '@jest/globals'
import { isClosed, readLogPage } from '../../../../src/clouds/aws/codebuild/log-page.js'

const AGENT = '[Container] 2026/09/10 11:09:19.922931 '

function pageOf(...messages: readonly unknown[]) {
  return readLogPage({ events: messages.map((message) => ({ message, timestamp: 5 })) })
}

describe('A page of the log', () => {
  it.each([
    ['a\n', 'a\n'],
    ['a\r\n', 'a\n'],
    ['a', 'a\n'],
    ['', '\n'],
    ['a\n\n', 'a\n\n'],
    ['a\nb\n', 'a\nb\n'],
    ['  a\t \n', '  a\t \n'],
    ['50 %\r', '50 %\r\n'],
  ])('has the event %j as the line %j', (message, line) => {
    expect(pageOf(message).text).toBe(line)
  })

  it('leaves out what is no event, and says where to read on', () => {
    expect(
      readLogPage({ events: [null, { message: 7 }, { message: 'x' }], nextForwardToken: 'f/1' }),
    ).toEqual({
      text: 'x\n',
      lastLines: ['x'],
      nextToken: 'f/1',
    })
    expect(readLogPage({})).toEqual({ text: '', lastLines: [] })
  })
})

describe('The end of a log', () => {
  const phase = `${AGENT}Phase complete: UPLOAD_ARTIFACTS State: SUCCEEDED`
  const context = `${AGENT}Phase context status code:  Message: `

  it("is the agent's last phase and its context, in that order", () => {
    expect(isClosed([phase, context])).toBe(true)
    expect(isClosed([phase.replace('SUCCEEDED', 'FAILED'), context])).toBe(true)
  })

  it.each([
    ['in another order', [context, phase]],
    ['without the context', [phase]],
    ['of another phase', [phase.replace('UPLOAD_ARTIFACTS', 'BUILD'), context]],
    ['in the words of a tool', [phase.slice(AGENT.length), context.slice(AGENT.length)]],
    ['with something after it', [context, 'late']],
  ])('is not there %s', (_what, lines) => {
    expect(isClosed(lines)).toBe(false)
  })
})
