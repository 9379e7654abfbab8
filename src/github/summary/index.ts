export { failedStep, type LogEvidence, stepAtEnd, type SummaryFacts } from './facts.js'
export { postSummaryOf } from './post-summary.js'
export { summaryOf } from './summary.js'
export { writeSummary } from './write.js'
