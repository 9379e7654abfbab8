export type { ProblemMatcher } from './problem-matcher.js'
export { ProblemMatching } from './problem-matching.js'
export { readMatchers } from './read-matchers.js'
