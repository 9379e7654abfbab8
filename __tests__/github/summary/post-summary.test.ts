import { describe, expect, it } from '@jest/globals'
import { ActionError } from '../../../src/core/errors.js'
import type { Orphan } from '../../../src/core/orphaned-run.js'
import type { Secrets } from '../../../src/text/secrets.js'
import { postSummaryOf } from '../../../src/github/summary/post-summary.js'
import { WORDS } from '../../support/fake-backend.js'
import { secretsOf } from '../../support/secrets.js'

const title = { name: 'build #7', url: 'https://console.example/7' }
const ended = (conclusion: 'stopped' | 'succeeded' | 'failed', word: string) =>
  ({ phase: 'ended', conclusion, facts: { word } }) as const
const of = (orphan: Orphan, secrets: Secrets = secretsOf()) =>
  postSummaryOf({ orphan, phase: 'running', words: WORDS, owner: 'shop', secrets })

describe('The summary of the post step', () => {
  it.each<[string, Orphan, string]>([
    [
      'stopped',
      { kind: 'stopped', title, ended: ended('stopped', 'ABORTED') },
      '## 🛑 [Build #7](https://console.example/7) (<code>ABORTED</code>) was stopped by the post step',
    ],
    [
      'ended by itself',
      { kind: 'had-ended', title, ended: ended('succeeded', 'SUCCESS') },
      '## ✅ [Build #7](https://console.example/7) (<code>SUCCESS</code>) has ended',
    ],
    ['never there', { kind: 'never-started' }, '## ❌ No build of this workflow was started'],
  ])('tells of a build that was %s', (_how, orphan, headline) => {
    const said = 'Task <code>shop</code> · the main step ended before the build did'
    expect(of(orphan)).toBe(`${headline}\n\n${said}\n`)
  })

  it('says what to do about one that may go on', () => {
    const error = new ActionError('no-answer', 'Build #7 may go on.', { hint: 'Stop it there.' })
    const summary = of({ kind: 'unconfirmed', title, error })
    expect(summary).toContain('## ❓ [Build #7](https://console.example/7) may go on')
    expect(summary).toContain('> What to do: Stop it there.')
    expect(of({ kind: 'unconfirmed', error })).toContain('## ❓ A build of this workflow may go on')
  })

  it.each([
    ['starting', "the main step ended before it knew the build's number"],
    ['running', 'the main step ended before the build did'],
    ['stopping', 'the main step had asked for its end'],
    ['lost', 'the main step had lost contact'],
    ['left', ''],
    ['finished', ''],
    ['not-started', ''],
  ] as const)('says of a main step at %s: %s', (phase, said) => {
    const orphan = { kind: 'never-started' } as const
    const facts = { orphan, phase, words: WORDS, owner: 'shop', secrets: secretsOf() }
    expect(postSummaryOf(facts)).toContain(`Task <code>shop</code> · ${said}`)
  })

  it.each([
    ['failed', '❌'],
    ['stopped', '🛑'],
  ] as const)('marks one that had ended as %s by %s', (conclusion, sign) => {
    expect(of({ kind: 'had-ended', title, ended: ended(conclusion, 'X') })).toContain(
      `## ${sign} [`,
    )
  })

  it('stars secrets, and says nothing where main saw to everything', () => {
    const error = new ActionError('no-answer', 'The key is hunter22.', { hint: 'None.' })
    expect(of({ kind: 'unconfirmed', error }, secretsOf('hunter22'))).not.toContain('hunter22')
    expect(of({ kind: 'nothing' })).toBeUndefined()
  })
})
