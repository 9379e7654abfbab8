import { describe, expect, it } from '@jest/globals'
import { postSummaryOf } from '../../src/github/summary/post-summary.js'
import { secretsOf } from '../support/secrets.js'
import { WORDS } from '../support/fake-backend.js'
import { CUT_PLACES } from './cut-places.js'

const SECRET = 'Kx7Qm2Vb9 Zt4Wn6Rj8 Lc3Fd5'
/** What each of these does to the secret, a place may undo while it makes text fit for a line, or for Markdown. */
const RESEMBLING: readonly (readonly [name: string, text: string])[] = [
  ['several blanks', SECRET.replaceAll(' ', '   ')],
  ['other blanks', SECRET.replace(' ', '\u3000').replace(' ', '\u00a0')],
  ['tabs', SECRET.replaceAll(' ', '\t')],
  ['control characters', SECRET.replace(' ', '\u0001\u0085').replace(' ', '\u001f')],
  ['ends of lines', SECRET.replaceAll(' ', '\u2028\u2029')],
  ['what is not seen', SECRET.replaceAll('b', '\u200bb').replaceAll('4', '4\u00ad\u2060')],
  ['what is not seen, and several blanks', SECRET.replaceAll(' ', ' \u200b\u3000\u200b ')],
]

async function shown(place: (typeof CUT_PLACES)[number], text: string, secret?: string) {
  return await place.show(`ab ${text} cd`, secretsOf(...(secret === undefined ? [] : [secret])))
}

describe('Text that only resembles a secret', () => {
  it.each(RESEMBLING)('makes none of it with %s', async (_name, text) => {
    for (const place of CUT_PLACES) {
      expect([place.prints, await shown(place, text, SECRET)]).toEqual([
        place.prints,
        expect.not.stringContaining(SECRET),
      ])
    }
  })

  it.each(RESEMBLING)(
    'would make one with %s if it were starred before only',
    async (_name, text) => {
      const all = await Promise.all(CUT_PLACES.map((place) => shown(place, text)))
      expect(all.filter((one) => one.includes(SECRET))).not.toEqual([])
    },
  )

  it.each(RESEMBLING)('makes none of it in the summary of a post step with %s', (_name, text) => {
    const title = { name: text }
    const facts = { word: text }
    const summary = postSummaryOf({
      orphan: { kind: 'stopped', title, ended: { phase: 'ended', conclusion: 'stopped', facts } },
      phase: 'lost',
      words: WORDS,
      owner: text,
      secrets: secretsOf(SECRET),
    })
    expect(summary).toContain('was stopped by the post step')
    expect(summary).not.toContain(SECRET)
  })
})
