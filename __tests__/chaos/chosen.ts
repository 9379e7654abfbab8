/**
 * Which lives are tried. Among all tests their seeds are fixed, so that a commit alone decides what comes of it;
 * `npm run fuzz` draws others. `CHAOS_CASES=2000` looks longer.
 */
const CASES = Number(process.env['CHAOS_CASES'] ?? 160)

/** `CHAOS_SEED=… CHAOS_CASE=… npm test -- __tests__/chaos/…` repeats what a failure named. */
const { CHAOS_SEED: wantedSeed, CHAOS_CASE: wantedCase } = process.env

/** One case alone is tried, and told in full. */
export const ALONE = wantedCase !== undefined

/** Whether the fixed ones are tried. */
export const FIXED = wantedSeed === undefined

export function seeds(...fixed: readonly number[]): readonly number[] {
  return FIXED ? fixed : [Number(wantedSeed)]
}

/** Numbers of cases, for each seed; `share` of them where one takes longer. */
export function cases(share = 1): readonly number[] {
  if (wantedCase !== undefined) return [Number(wantedCase)]
  return Array.from({ length: Math.ceil(CASES * share) }, (_, at) => at)
}
