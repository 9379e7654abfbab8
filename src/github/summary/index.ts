export type { LogEvidence, SummaryFacts } from './facts.js'
export { failedStep } from './headline.js'
export { summaryOf } from './summary.js'
export { writeSummary } from './write.js'
