import { describe, expect, it } from '@jest/globals'
import { randomCase } from './cases.js'
import { ALONE, cases, FIXED, seeds } from './chosen.js'
import { Dice } from './dice.js'
import { violations } from './invariants.js'
import { live } from './life.js'
import type { Subject } from './subject.js'

const LONGEST_CASE_MS = 750
const LEAST_MS = 60_000

/** The supervisor's rules over one system, in as many lives as there is time for. */
export function inChaos(subject: Subject): void {
  const numbers = cases()
  describe.each(seeds(20_260_910, 20_261_130))('In chaos (CHAOS_SEED=%i)', (seed) => {
    it(
      `no ${subject.run} is orphaned or doubled, no verdict is green by mistake, no line is lost or told twice, and all ends in time`,
      async () => {
        process.stdout.write(`chaos: CHAOS_SEED=${seed}, ${numbers.length} cases\n`)
        const lives = numbers.map((index) => [seed, index] as const)
        expect(await allBroken(subject, lives)).toEqual([])
      },
      Math.max(LEAST_MS, numbers.length * LONGEST_CASE_MS),
    )
  })
  const found = FIXED ? it : it.skip
  found(`nothing goes wrong in a ${subject.run} in which something did once`, async () => {
    expect(await allBroken(subject, subject.found)).toEqual([])
  })
}

async function allBroken(
  subject: Subject,
  lives: readonly (readonly [seed: number, index: number])[],
): Promise<string[]> {
  const wrong: string[] = []
  for (const [seed, index] of lives) wrong.push(...(await broken(subject, seed, index)))
  return wrong
}

async function broken(subject: Subject, seed: number, index: number): Promise<string[]> {
  const own = (seed + Math.imul(index, 0x9e3779b1)) >>> 0
  const one = randomCase(subject, new Dice(own))
  const life = await live(one, own)
  const wrong = life === 'hangs' ? ['it never ends'] : violations(life)
  const again = `CHAOS_SEED=${seed} CHAOS_CASE=${index}`
  const { situation, ...rest } = one
  const told = !ALONE ? '' : JSON.stringify({ ...situation.chosen, ...rest }, undefined, 2)
  return wrong.map((what) => `${again}: ${what}\n${told}`)
}
