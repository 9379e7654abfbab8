export interface Budget {
  readonly numRuns: number
  readonly seed?: number
}

/**
 * How many inputs a property is tried with: `numRuns` among all tests, `FUZZ_TIMES` as many in `npm run fuzz`.
 * A failure names its seed; `FUZZ_SEED=… npm test -- __tests__/fuzz/…` tries those inputs again.
 */
export function budget(numRuns: number): Budget {
  const { FUZZ_TIMES: times = '1', FUZZ_SEED: seed } = process.env
  return { numRuns: numRuns * Number(times), ...(seed !== undefined && { seed: Number(seed) }) }
}
