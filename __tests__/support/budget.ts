/** How many inputs a property is tried with: `numRuns` among all tests, `FUZZ_TIMES` as many in `npm run fuzz`. */
export function budget(numRuns: number): { readonly numRuns: number } {
  return { numRuns: numRuns * Number(process.env['FUZZ_TIMES'] ?? 1) }
}
