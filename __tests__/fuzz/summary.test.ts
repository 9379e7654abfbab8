import { describe, expect, it } from '@jest/globals'
import { WORDS } from '../support/fake-backend.js'
import fc from '../support/fast-check.js'
import { budget } from '../support/budget.js'
import { ActionError } from '../../src/core/errors.js'
import { gate } from '../../src/core/gate.js'
import type { Outcome } from '../../src/core/outcome.js'
import { secretsOf } from '../support/secrets.js'
import type { SummaryFacts } from '../../src/github/summary/facts.js'
import { summaryOf } from '../../src/github/summary/summary.js'
import { factsOf } from '../rendered/builds.js'
import { hostileText } from './hostile.js'

const some = <T>(each: fc.Arbitrary<T>) => fc.array(each, { maxLength: 4 })
const amount = fc.oneof(fc.nat(), fc.constantFrom(0, Number.MAX_SAFE_INTEGER, 86_400_000))
const time = fc.oneof(
  fc.date({ noInvalidDate: true }),
  fc.constantFrom(new Date(8.64e15), new Date(0), new Date(1)),
)
const commit = fc.oneof(fc.constant('c'.repeat(40)), hostileText)

const run = fc.record(
  { ref: fc.constant({}), name: hostileText, number: hostileText, url: hostileText, commit },
  { requiredKeys: ['ref', 'name', 'number'] },
)
const seen = fc.record(
  {
    word: hostileText,
    commit,
    branch: hostileText,
    trigger: hostileText,
    reason: hostileText,
    queuedMs: amount,
    durationMs: amount,
  },
  { requiredKeys: ['word'] },
)
const error = hostileText.map(
  (text) => new ActionError('refused', text, { hint: text, requestId: text }),
)
const outcome: fc.Arbitrary<Outcome> = fc.oneof(
  fc
    .tuple(run, seen, fc.constantFrom('succeeded', 'failed', 'stopped', 'unknown'))
    .map(([started, facts, conclusion]): Outcome => {
      return { kind: 'ended', run: started, ended: { phase: 'ended', facts, conclusion } }
    }),
  fc.record({ kind: fc.constant('lost' as const), error, run }),
  fc.record({ kind: fc.constant('not-started' as const), error }),
  fc.record({ kind: fc.constant('started' as const), run }),
)

const step = fc.record(
  { name: hostileText, status: hostileText, durationMs: amount },
  { requiredKeys: ['name', 'status'] },
)
const artifact = fc.record({
  name: hostileText,
  version: hostileText,
  type: hostileText,
  uri: hostileText,
  kind: fc.constantFrom('package' as const, 'image' as const),
})
const task = fc.record(
  {
    id: hostileText,
    name: hostileText,
    status: hostileText,
    durationMs: amount,
    startedAt: time,
    finishedAt: time,
  },
  { requiredKeys: ['id', 'name', 'status'] },
)
const finding = fc.record(
  {
    severity: fc.constantFrom('error' as const, 'warning' as const),
    file: hostileText,
    line: fc.nat(),
    column: fc.nat(),
    message: hostileText,
    title: hostileText,
  },
  { requiredKeys: ['severity', 'file', 'line', 'message'] },
)
const more: fc.Arbitrary<Partial<SummaryFacts>> = fc.record({
  task: hostileText,
  source: hostileText,
  lastSeen: seen,
  steps: some(step),
  artifacts: some(artifact),
  graph: fc.record({
    tasks: some(task),
    edges: some(fc.record({ from: hostileText, to: hostileText })),
  }),
  recent: fc.record({ days: fc.constant(30), succeeded: amount, total: amount, medianMs: amount }),
  causes: some(
    fc.record(
      { step: hostileText, message: hostileText, code: hostileText, advice: hostileText },
      { requiredKeys: ['step', 'message'] },
    ),
  ),
  evidence: fc.record({
    tail: some(hostileText),
    findings: some(finding),
    errors: fc.nat(),
    warnings: fc.nat(),
  }),
  secrets: some(hostileText).map((texts) => secretsOf(...texts)),
})

/** The lines outside of fences (CommonMark 0.31, "Fenced code blocks"); undefined where one is left open. */
function outsideFences(markdown: string): readonly string[] | undefined {
  let fence: string | undefined
  const outside: string[] = []
  for (const line of markdown.split('\n')) {
    const [, marks = ''] = /^ {0,3}(`{3,}|~{3,})/.exec(line) ?? []
    if (fence === undefined && marks !== '') fence = marks
    else if (fence === undefined) outside.push(line)
    else if (marks.startsWith(fence) && line.trim() === marks) fence = undefined
  }
  return fence === undefined ? outside : undefined
}

describe('summaryOf', () => {
  it('is whole, bounded and without an element of anybody else, whatever the names', () => {
    fc.assert(
      fc.property(outcome, more, (given, facts) => {
        const summary = summaryOf(factsOf(given, { verdict: gate(given, WORDS), ...facts }))
        expect(Buffer.byteLength(summary)).toBeLessThan(900_000)
        const outside = outsideFences(summary)
        expect(outside).toBeDefined()
        expect(outside?.join('\n')).not.toMatch(
          /<(?!\/?code>|br\/?>|\/?details>|\/?summary>)[a-z!/]/i,
        )
        for (const [, diagram = ''] of summary.matchAll(/```mermaid\n([^`]*)```/g)) {
          expect(diagram).not.toMatch(/<(?!br\/>)/)
        }
        expect(summary).not.toMatch(/[\0-\x08\x0b-\x1f\u202e]|NaN|Invalid Date/)
        expect(summary).not.toMatch(/\p{Cs}/u)
      }),
      budget(250),
    )
  })

  it('is written for more tasks than a call has room for arguments', () => {
    const startedAt = new Date(1)
    const tasks = Array.from({ length: 200_000 }, (_, index) => ({
      id: String(index),
      name: 'x',
      status: 'failed',
      durationMs: 1,
      startedAt,
    }))
    const given: Outcome = { kind: 'started', run: { ref: {}, name: 'build #1', number: '1' } }
    expect(summaryOf(factsOf(given, { graph: { tasks, edges: [] } }))).toContain('gantt')
  })
})
