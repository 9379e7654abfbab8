export { finishStep, type StepResult } from './finish-step.js'
export type { PostFinding } from './left-check.js'
export { problemMatcherInputs } from './problem-matcher-inputs.js'
export { endLeftRun, runPost } from './post.js'
export {
  type EndOutputs,
  type RunReporter,
  type SupervisedStep,
  superviseRun,
} from './supervise-run.js'
export { publishReused, type ReusedRun } from './reused-run.js'
export { runCheckOf, type ShownRun } from './run-check-of.js'
