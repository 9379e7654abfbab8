import { describe, expect, it } from '@jest/globals'
import { WORDS } from '../support/fake-backend.js'
import fc from '../support/fast-check.js'
import { budget } from '../support/budget.js'
import { ActionError, toActionError } from '../../src/core/errors.js'
import { gate } from '../../src/core/gate.js'
import type { RunFacts } from '../../src/core/run.js'
import { printAnnotations } from '../../src/github/runner/annotations.js'
import type { Console } from '../../src/github/runner/console.js'
import { ConsoleReporter } from '../../src/github/runner/reporter.js'
import {
  printError,
  printFailedStep,
  printSteps,
  printVerdict,
} from '../../src/github/runner/verdict.js'
import { runnerCommands } from '../github/runner/runner-commands.js'
import { hostileText, jobLog } from './hostile.js'

const OURS = /^::(?:error|warning)(?: [^:]*)?::/
const unescaped = (text: string) =>
  text.replaceAll('%0D', '\r').replaceAll('%0A', '\n').replaceAll('%25', '%')

/** The data of the commands in what `print` prints; a command that isn't ours fails, in that data too. */
async function annotationsOf(print: (console: Console) => unknown): Promise<readonly string[]> {
  const { console, text } = jobLog()
  await print(console)
  return runnerCommands(text()).map((line) => {
    expect(line).toMatch(OURS)
    const data = unescaped(line.replace(OURS, ''))
    expect(runnerCommands(data)).toEqual([])
    return data
  })
}

const fact = fc.record(
  {
    word: hostileText,
    recordId: hostileText,
    commit: hostileText,
    dailyNumber: hostileText,
    branch: hostileText,
    reason: hostileText,
  },
  { requiredKeys: ['word'] },
)
const conclusion = fc.constantFrom('succeeded', 'failed', 'stopped', 'timed-out', 'unknown')
const step = fc.record({ name: hostileText, status: hostileText, durationMs: fc.nat() })

const errorOf = (text: string): ActionError =>
  new ActionError('refused', text, { hint: text, requestId: text, remoteCode: text })

function reporterOn(console: Console, name: string): ConsoleReporter {
  const parts = { console, set: () => undefined, now: () => 0, owner: name, source: name }
  return new ConsoleReporter(parts)
}

const runOf = (text: string) => ({
  ref: {},
  name: text,
  number: text,
  url: text,
  dailyNumber: text,
})

describe('What others wrote is no command for the runner', () => {
  it('as a name, a status or a commit that the reporter tells', async () => {
    await fc.assert(
      fc.asyncProperty(
        hostileText,
        fact,
        fc.array(step, { maxLength: 3 }),
        async (text, facts, steps) => {
          const annotations = await annotationsOf((console) => {
            const reporter = reporterOn(console, text)
            reporter.started({ ...runOf(text), commit: 'a'.repeat(40) })
            reporter.seen({ phase: 'queued', facts })
            reporter.seen({ phase: 'running', facts })
            reporter.alive([...steps, { name: text, status: 'running' }])
            reporter.note(text)
            reporter.warning(errorOf(text))
          })
          expect(annotations.length).toBeLessThanOrEqual(2)
        },
      ),
      budget(200),
    )
  })

  it('as the reason or the word of an end', async () => {
    await fc.assert(
      fc.asyncProperty(conclusion, fact, hostileText, async (end, facts: RunFacts, number) => {
        const ended = { phase: 'ended', facts, conclusion: end } as const
        const verdict = gate({ kind: 'ended', run: runOf(number), ended }, WORDS)
        const annotations = await annotationsOf((console) => printVerdict(console, verdict))
        expect(annotations).toHaveLength(end === 'succeeded' ? 0 : 1)
      }),
      budget(200),
    )
  })

  it('as the words of a fault, of a defect too', async () => {
    await fc.assert(
      fc.asyncProperty(hostileText, async (text) => {
        const error = errorOf(text)
        const lost = gate({ kind: 'lost', error, run: runOf(text) }, WORDS)
        expect(await annotationsOf((console) => printError(console, error))).toHaveLength(1)
        expect(await annotationsOf((console) => printVerdict(console, lost))).toHaveLength(1)
        const defect = toActionError(new TypeError(text))
        expect(await annotationsOf((console) => printError(console, defect))).toHaveLength(1)
      }),
      budget(200),
    )
  })

  it('as the name, the status or the last words of a step', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(step, { maxLength: 5 }), hostileText, async (steps, text) => {
        expect(await annotationsOf((console) => printSteps(console, WORDS, steps))).toEqual([])
        const failed = await annotationsOf((console) => printFailedStep(console, steps[0], text))
        expect(failed).toHaveLength(steps.length === 0 ? 0 : 1)
      }),
      budget(200),
    )
  })

  it('as a finding, and its file can add no property', async () => {
    const finding = fc.record({
      severity: fc.constantFrom('error' as const, 'warning' as const),
      file: hostileText,
      line: fc.nat(),
      message: hostileText,
      title: hostileText,
    })
    await fc.assert(
      fc.asyncProperty(fc.array(finding, { maxLength: 5 }), async (findings) => {
        const counts = { error: 99, warning: 99 }
        const { console, text } = jobLog()
        await printAnnotations(console, findings, counts, WORDS)
        const lines = runnerCommands(text())
        expect(lines).toHaveLength(findings.length)
        for (const line of lines) {
          const [, properties = ''] = /^::(?:error|warning) ([^:]*)::/.exec(line) ?? []
          expect(properties.split(',').map((each) => each.split('=', 1)[0])).toEqual([
            'file',
            'line',
            'endLine',
            'title',
          ])
        }
        await annotationsOf((other) => printAnnotations(other, findings, counts, WORDS))
      }),
      budget(200),
    )
  })
})
