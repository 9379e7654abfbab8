import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from '@jest/globals'
import { secretsOf } from '../support/secrets.js'
import { CUT_PLACES } from './cut-places.js'

const SECRET = 'Kx7Qm2Vb9Zt4Wn6Rj8Lc3Fd5'
/** No long runs of letters: those are starred as tokens, known or not. */
const FILLER = 'ab '.repeat(30_000)
/** Five of its characters in a row stand in nothing else. */
const PIECES = Array.from({ length: SECRET.length - 4 }, (_, at) => SECRET.slice(at, at + 5))
const SRC = join(import.meta.dirname, '..', '..', 'src')
const CUT =
  /\b(?:startOf|startOfBytes|shortened|starredStart|cutPieces)\((?!at: )|(?<!\.|this\.)\bquoted\((?!value: )/
/** Their own function of the name shows the ends of a key's id, which is no secret, or counts lines. */
const OTHERS = [
  'clouds/aws/sign-in/environment-keys.ts',
  'clouds/huawei/sign-in/access-key.ts',
  // Gets the quoting of its caller.
  'actions/release/selected-tasks.ts',
]

/** Texts with the secret at many offsets across each of the limits. */
function* textsAcross(limits: readonly number[]): Generator<string> {
  for (const limit of limits) {
    const least = Math.max(0, limit - SECRET.length - 12)
    for (let before = least; before <= limit; before += 4) {
      yield `${FILLER.slice(FILLER.length - before)}${SECRET}${FILLER.slice(-40)}`
    }
  }
}

function filesWithCuts(): readonly string[] {
  return readdirSync(SRC, { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.ts'))
    .filter((file) => CUT.test(readFileSync(join(SRC, file), 'utf8')))
    .filter((file) => !OTHERS.includes(file))
}

describe('A secret that stands across a cut', () => {
  it.each(CUT_PLACES.map((place) => [place.prints, place] as const))(
    'leaves nothing of itself in %s',
    async (_prints, { limits, show }) => {
      for (const text of textsAcross(limits)) {
        const shown = await show(text, secretsOf(SECRET))
        const left = PIECES.filter((piece) => shown.includes(piece))
        expect(left).toEqual([])
      }
    },
  )

  it.each(CUT_PLACES.map((place) => [place.prints, place] as const))(
    'would be seen in %s if nothing starred it',
    async (_prints, { limits, show }) => {
      let seen = false
      for (const text of textsAcross(limits)) {
        const shown = await show(text, secretsOf())
        seen ||= PIECES.some((piece) => shown.includes(piece))
        if (seen) break
      }
      expect(seen).toBe(true)
    },
  )
})

describe('The places where text is cut', () => {
  it('are all tried here', () => {
    const tried = new Set(CUT_PLACES.flatMap(({ cuts }) => cuts))
    const own = ['text/secrets.ts', 'text/start-of.ts']
    expect(filesWithCuts().filter((file) => !tried.has(file) && !own.includes(file))).toEqual([])
  })

  it('are there, or would not be listed', () => {
    const files = new Set(filesWithCuts())
    const listed = CUT_PLACES.flatMap(({ cuts }) => cuts)
    expect(listed.filter((file) => !files.has(file))).toEqual([])
  })
})
