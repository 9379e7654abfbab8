import type { Severity } from '../finding.js'

/** The parts of a message that a pattern's groups may hold. */
export const PARTS = ['file', 'fromPath', 'line', 'column', 'severity', 'code', 'message'] as const
export type Part = (typeof PARTS)[number]

/** One line's regular expression, and which group holds which part; group 0 is the whole match. */
export interface Pattern {
  readonly regexp: string
  readonly groups: Readonly<Partial<Record<Part, number>>>
  /** The last pattern of several may match again and again. */
  readonly loop: boolean
}

/** A problem matcher in GitHub's own form (actions/toolkit, docs/problem-matchers.md). */
export interface ProblemMatcher {
  readonly owner: string
  /** Of messages whose line names none. */
  readonly severity: Severity
  /** A message has as many lines as there are patterns. */
  readonly patterns: readonly Pattern[]
}
