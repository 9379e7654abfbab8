import { describe, expect, it } from '@jest/globals'
import { randomCase } from './cases.js'
import { Dice } from './dice.js'
import { violations } from './invariants.js'
import { live } from './life.js'
import type { Subject } from './subject.js'

const FIXED_SEED = 20_260_910
/** More of them look longer: `CHAOS_CASES=2000`. */
const CASES_EACH = Number(process.env['CHAOS_CASES'] ?? 160)
const LONGEST_CASE_MS = 750

/** `CHAOS_SEED=… CHAOS_CASE=… npm test -- __tests__/chaos/…` repeats what a failure named. */
const wantedSeed = Number(process.env['CHAOS_SEED'] ?? Math.floor(Math.random() * 2 ** 31))
const wantedCase = process.env['CHAOS_CASE']

/** The supervisor's rules over one system, in as many lives as there is time for. */
export function inChaos(subject: Subject): void {
  const seeds = wantedCase === undefined ? [FIXED_SEED, wantedSeed] : [wantedSeed]
  describe.each(seeds)('In chaos (CHAOS_SEED=%i)', (seed) => {
    it(
      `no ${subject.run} is orphaned or doubled, no verdict is green by mistake, no line is lost or told twice, and all ends in time`,
      async () => {
        const cases = chosenCases()
        process.stdout.write(`chaos: CHAOS_SEED=${seed}, ${cases.length} cases\n`)
        const wrong: string[] = []
        for (const index of cases) wrong.push(...(await broken(subject, seed, index)))
        expect(wrong).toEqual([])
      },
      CASES_EACH * LONGEST_CASE_MS,
    )
  })
}

function chosenCases(): readonly number[] {
  if (wantedCase !== undefined) return [Number(wantedCase)]
  return Array.from({ length: CASES_EACH }, (_, at) => at)
}

async function broken(subject: Subject, seed: number, index: number): Promise<string[]> {
  const own = (seed + Math.imul(index, 0x9e3779b1)) >>> 0
  const one = randomCase(subject, new Dice(own))
  const wrong = violations(await live(one, own))
  const again = `CHAOS_SEED=${seed} CHAOS_CASE=${index}`
  const { situation, ...rest } = one
  const told =
    wantedCase === undefined ? '' : JSON.stringify({ ...situation.chosen, ...rest }, undefined, 2)
  return wrong.map((what) => `${again}: ${what}\n${told}`)
}
