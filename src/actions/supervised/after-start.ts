/**
 * The code that reads a run's log and publishes its end. It is not needed before the run was started, and more than a third
 * of all code, so it is a bundle of its own, loaded while the run starts.
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
