import { describe, expect, it } from '@jest/globals'
import { badInputsSummary } from '../../../src/github/summary/bad-inputs.js'

const of = (...problems: readonly string[]) =>
  badInputsSummary('The build was not started', problems, 'Correct them.')

describe('The summary of a step with bad inputs', () => {
  it('lists each with what to do', () => {
    expect(of('Input a is bad.')).toBe(
      '## ❌ The build was not started: an input is bad\n\n- Input a is bad.\n\nWhat to do: Correct them.\n',
    )
    expect(of('One.', 'Two.')).toContain('2 inputs are bad\n\n- One.\n- Two.\n')
  })

  it('shows 50, and says how many more there are', () => {
    const summary = of(...Array.from({ length: 53 }, (_, at) => `Problem ${at}.`))
    expect(summary).toContain('53 inputs are bad')
    expect(summary).toContain('- Problem 49.\n\n3 more are in the log.')
    expect(summary).not.toContain('Problem 50')
  })

  it('lets nothing of an input act as Markdown, or fill the page', () => {
    const summary = of(`Input a is "<img src=x> [x](javascript:1)\n## x": ${'y'.repeat(5_000)}`)
    expect(summary).not.toMatch(/<img|\n## x|\]\(javascript/)
    expect(summary.length).toBeLessThan(1_500)
  })
})
