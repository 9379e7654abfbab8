/**
 * What nobody needs before a run was started: what reads its log, and tells of its end. It is more than a third of the
 * code, so it is a bundle of its own, loaded while the run starts.
 */
export { LogReading } from './log-reading.js'
export { publishResults } from './results.js'
export { completeLeftCheck, publisherOf, RunCheck } from '../../github/checks/index.js'
export {
  postSummaryOf,
  publishedEnd,
  runLink,
  starring,
  summaryOf,
  writeSummary,
} from '../../github/summary/index.js'
