import { describe, expect, it } from '@jest/globals'
import fc from '../../support/fast-check.js'
import type { LocatedFinding } from '../../../src/findings/located.js'
import { annotationOf, printAnnotations } from '../../../src/github/runner/annotations.js'
import { WORDS } from '../../support/fake-backend.js'
import { captured } from '../../findings/captured.js'
import { runnerCommands } from './runner-commands.js'

const finding = (more: Partial<LocatedFinding> = {}): LocatedFinding => ({
  severity: 'error',
  file: 'src/a.c',
  line: 3,
  message: 'bad',
  ...more,
})

describe('printAnnotations', () => {
  it('names file, line, column and title, and escapes what the runner reads', () => {
    const given = { file: 'a,b:c%.c', column: 7, title: 'E1: x', message: '100 %\nmore' }
    expect(annotationOf(finding(given), captured().console, WORDS)).toBe(
      '::error file=a%2Cb%3Ac%25.c,line=3,endLine=3,col=7,title=E1%3A x::a,b:c%25.c:3:7: 100 %25%0Amore\n',
    )
  })

  it('leaves room for the other annotations of the step, and counts the rest', async () => {
    const { console, text } = captured()
    const many = (severity: LocatedFinding['severity']) =>
      Array.from({ length: 12 }, (_, line) => finding({ severity, line: line + 1 }))
    await printAnnotations(
      console,
      [...many('warning'), ...many('error')],
      {
        error: 30,
        warning: 12,
      },
      WORDS,
    )
    const lines = text().trimEnd().split('\n')
    expect(lines.slice(0, 8).every((line) => line.startsWith('::error file='))).toBe(true)
    expect(lines[8]).toBe('22 more errors of compilers and tests in the log.')
    expect(lines.filter((line) => line.startsWith('::warning '))).toHaveLength(8)
    expect(lines.at(-1)).toBe('4 more warnings of compilers and tests in the log.')
  })

  it('is one command whatever the message holds', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), fc.string(), (message, title) => {
        const printed = annotationOf(
          finding({ message: `x\n::set-env name=A::${message}`, title }),
          captured().console,
          WORDS,
        )
        expect(runnerCommands(printed)).toHaveLength(1)
      }),
    )
  })
})
