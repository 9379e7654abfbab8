/** One small mistake in the product, and the tests that must notice it. */
export interface Mutant {
  readonly name: string
  /** Below src. */
  readonly file: string
  /** Stands exactly once in the file, laid out however, or the mutant is stale. */
  readonly find: string
  readonly replace: string
  /** Below __tests__. */
  readonly tests: string
  /** A part of the names of the tests to run, where the file is slow. */
  readonly named?: string
}
