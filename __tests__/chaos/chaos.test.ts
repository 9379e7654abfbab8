import { describe, expect, it } from '@jest/globals'
import { type ChaosCase, randomCase } from './cases.js'
import { violations } from './invariants.js'
import { live } from './life.js'

const FIXED_SEED = 20_260_910
/** More of them look longer: `CHAOS_CASES=2000`. */
const CASES_EACH = Number(process.env['CHAOS_CASES'] ?? 160)
const LONGEST_CASE_MS = 750

/** `CHAOS_SEED=… CHAOS_CASE=… npm test -- __tests__/chaos` repeats what a failure named. */
const wantedSeed = Number(process.env['CHAOS_SEED'] ?? Math.floor(Math.random() * 2 ** 31))
const wantedCase = process.env['CHAOS_CASE']

async function broken(seed: number, index: number): Promise<string[]> {
  const own = (seed + Math.imul(index, 0x9e3779b1)) >>> 0
  const one = randomCase(own)
  const wrong = violations(await live(one, own))
  const again = `CHAOS_SEED=${seed} CHAOS_CASE=${index}`
  return wrong.map((what) => `${again}: ${what}\n${wantedCase === undefined ? '' : told(one)}`)
}

function told(one: ChaosCase): string {
  return JSON.stringify(one, undefined, 2)
}

const seeds = wantedCase === undefined ? [FIXED_SEED, wantedSeed] : [wantedSeed]
const cases =
  wantedCase === undefined
    ? Array.from({ length: CASES_EACH }, (_, at) => at)
    : [Number(wantedCase)]

describe.each(seeds)('In chaos (CHAOS_SEED=%i)', (seed) => {
  it(
    'no build is orphaned or doubled, no verdict is green by mistake, and no line is lost or told twice',
    async () => {
      process.stdout.write(`chaos: CHAOS_SEED=${seed}, ${cases.length} cases\n`)
      const wrong: string[] = []
      for (const index of cases) wrong.push(...(await broken(seed, index)))
      expect(wrong).toEqual([])
    },
    CASES_EACH * LONGEST_CASE_MS,
  )
})
