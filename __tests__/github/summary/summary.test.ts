import { describe, expect, it } from '@jest/globals'
import { WORDS } from '../../support/fake-backend.js'
import fc from '../../support/fast-check.js'
import { marked } from 'marked'
import { ActionError } from '../../../src/core/errors.js'
import { gate } from '../../../src/core/gate.js'
import type { Outcome } from '../../../src/core/outcome.js'
import { secretsOf } from '../../support/secrets.js'
import type { SummaryFacts } from '../../../src/github/summary/facts.js'
import { summaryOf } from '../../../src/github/summary/summary.js'
import * as builds from '../../rendered/builds.js'
import { HOSTILE } from '../../rendered/hostile-build.js'

const fences = (markdown: string) =>
  markdown.split('\n').filter((line) => line.startsWith('```')).length
const of = (outcome: Outcome) =>
  summaryOf({ ...builds.GOOD, steps: [], artifacts: [], outcome, verdict: gate(outcome, WORDS) })

describe('summaryOf', () => {
  it('links the commit, the build and the file of an error', () => {
    const summary = summaryOf(builds.FAILED)
    expect(summary).toContain(`[Build &#35;128](${builds.STARTED.url ?? ''})`.replace('&#35;', '#'))
    expect(summary).toContain(
      'https://github.com/octo/web-shop/commit/4f1c9e07a2b86d3c5e90f1a47b2d8c6e3f501a92',
    )
    expect(summary).toContain(
      '](https://github.com/octo/web-shop/blob/4f1c9e07a2b86d3c5e90f1a47b2d8c6e3f501a92/src/main/java/shop/Cart.java#L42)',
    )
  })

  it('tells of a lost build error, and what to do', () => {
    const error = new ActionError('unreachable', 'No answer for 10 minutes.', {
      hint: 'Check the network.',
    })
    const summary = of({ kind: 'lost', error, run: builds.STARTED })
    expect(summary).toContain('was lost')
    expect(summary).toContain('What to do: Check the network.')
  })

  it('is written for builds that were not started, timed out or were left', () => {
    const run = builds.STARTED
    expect(of({ kind: 'not-started' })).toContain('The build was not started')
    expect(of({ kind: 'deadline', limitMs: 30 * 60_000, run, stop: 'confirmed' })).toContain(
      'took too long',
    )
    expect(of({ kind: 'cancelled', cause: 'SIGINT', run, stop: 'not-asked' })).toContain('goes on')
    expect(of({ kind: 'started', run })).toContain('was started')
  })

  it.each([
    ['requested', 'was cancelled; its stop was accepted, and its end was not seen yet'],
    ['failed', 'was cancelled; its stop did not get through yet'],
    ['not-asked', 'goes on after the cancel'],
  ] as const)('says of a cancelled build no more than is known (stop %s)', (stop, said) => {
    const [title] = of({ kind: 'cancelled', cause: 'SIGINT', run: builds.STARTED, stop }).split(
      '\n',
    )
    expect(title).toMatch(new RegExp(`${said}$`))
  })

  it.each([
    ['ABORTED', 'stopped', 'was cancelled and stopped'],
    ['SUCCESS', 'succeeded', 'succeeded, and the workflow was cancelled'],
    ['FAILURE', 'failed', 'failed, and the workflow was cancelled'],
  ] as const)('says how a cancelled build ended (%s)', (word, conclusion, said) => {
    const ended = { phase: 'ended', conclusion, facts: { word } } as const
    const cancelled = { kind: 'cancelled', cause: 'SIGINT', stop: 'confirmed', ended } as const
    const [title] = of({ ...cancelled, run: builds.STARTED }).split('\n')
    expect(title).toMatch(new RegExp(`${said}$`))
  })

  it('names the limit of a build that took too long', () => {
    const late = { kind: 'deadline', limitMs: 1_800_000, run: builds.STARTED } as const
    expect(of({ ...late, stop: 'requested' })).toContain(
      'took too long (timeout-minutes: 30); its stop was accepted, and its end was not seen yet',
    )
  })

  it('explains an end in a word that nobody knows', () => {
    const facts = { word: 'COMPLETED' }
    const ended = { phase: 'ended', conclusion: 'unknown', facts } as const
    const outcome: Outcome = { kind: 'ended', run: builds.STARTED, ended }
    const steps = [{ name: 'Deploy', status: 'failed' }]
    const summary = summaryOf({
      ...builds.GOOD,
      steps,
      outcome,
      verdict: gate(outcome, WORDS),
    })
    expect(summary).toContain('ended in the unknown word <code>COMPLETED</code>')
    expect(summary).toMatch(/> .*never counts as success/)
    expect(summary).toContain('please report the word')
  })

  it('leaves out what is not there', () => {
    const bare = summaryOf({
      ...builds.GOOD,
      steps: [],
      artifacts: [],
      recent: { days: 30, total: 0, succeeded: 0 },
    })
    expect(bare).not.toMatch(/###|undefined|NaN/)
  })

  it('stays under 900 kB with whole tables and fences, whatever the build', () => {
    const long = '<&|`*'.repeat(2_000)
    const many = <T>(count: number, item: (index: number) => T) =>
      Array.from({ length: count }, (_, index) => item(index))
    const huge: SummaryFacts = {
      ...HOSTILE,
      owner: long,
      steps: many(5_000, (index) => ({ name: `${long}${index}`, status: long, durationMs: index })),
      artifacts: many(5_000, () => ({
        name: long,
        version: long,
        type: long,
        uri: long,
        kind: 'package' as const,
      })),
      graph: {
        tasks: many(5_000, (index) => ({
          id: String(index),
          name: long,
          status: long,
          durationMs: 5,
        })),
        edges: many(20_000, (index) => ({ from: String(index), to: String(index + 1) })),
      },
      evidence: { tail: many(40, () => '错'.repeat(2_000)), findings: [], errors: 0, warnings: 0 },
    }
    const summary = summaryOf(huge)
    expect(Buffer.byteLength(summary)).toBeLessThan(900_000)
    expect(fences(summary) % 2).toBe(0)
    expect(summary).toMatch(/_\d+ more are not shown here\._/)
    for (const diagram of summary.matchAll(/```mermaid\n([^`]*)```/g)) {
      expect(diagram[1]?.length).toBeLessThan(50_000)
    }
  })

  it('stars secrets, also where text hides letters between theirs', () => {
    const secret = 'hunter2-|pass'
    const hidden = `hunt\u200ber2-|pass`
    const summary = summaryOf({
      ...builds.FAILED,
      secrets: secretsOf(secret),
      owner: secret,
      steps: [{ name: hidden, status: 'failed' }],
      artifacts: [
        { name: secret, version: secret, type: secret, uri: `x/${secret}`, kind: 'package' },
      ],
      evidence: {
        tail: [`login ${secret}`],
        findings: [{ severity: 'error', file: 'a.c', line: 1, message: secret, title: secret }],
        errors: 1,
        warnings: 0,
      },
    })
    expect(summary).not.toMatch(/hunter2/)
    expect(summary).toContain('login ***')
  })

  it('makes no element of any name', async () => {
    const signs = Array.from('<>&|`*_~[](){}!#@:/\\"\'$%^=+-.\n\t a1错')
    const sign = fc.constantFrom(...signs, 'www.', 'https://')
    const name = fc.array(sign, { maxLength: 40 }).map((list) => list.join(''))
    const plain = await marked.parse(summaryWith('plain'), { gfm: true, async: true })
    const elements = (html: string) => html.match(/<[a-z]\w*/g)
    await fc.assert(
      fc.asyncProperty(name, async (given) => {
        fc.pre(given.trim() !== '')
        const html = await marked.parse(summaryWith(given), { gfm: true, async: true })
        expect(elements(html)).toEqual(elements(plain))
      }),
    )
  })
})

function summaryWith(name: string): string {
  return summaryOf({
    ...builds.FAILED,
    owner: 'task',
    steps: [{ name, status: 'failed', durationMs: 5 }],
    artifacts: [{ name, version: `v${name}`, type: `t${name}`, uri: `u${name}`, kind: 'package' }],
    causes: [{ step: name, message: `m${name}`, code: `c${name}`, advice: `a${name}` }],
    evidence: {
      tail: [name],
      findings: [
        { severity: 'error', file: `f${name}`, line: 1, message: `m${name}`, title: `t${name}` },
      ],
      errors: 1,
      warnings: 0,
    },
  })
}
