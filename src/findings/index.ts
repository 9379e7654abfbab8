export { sourceTree } from './checkout/index.js'
export type { Severity } from './finding.js'
export { lastWords } from './last-words.js'
export {
  type LocatedFinding,
  locatedFindings,
  type ShownFinding,
  shownFindings,
} from './located.js'
export { LogScanner } from './log-scanner.js'
export { type ProblemMatcher, ProblemMatching, readMatchers } from './problem-matchers/index.js'
export { MissingCommit } from './missing-commit.js'
