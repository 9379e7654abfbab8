export { annotationOf, printAnnotations } from './annotations.js'
export { Console } from './console.js'
export { isDebug } from './debug.js'
export { readEvent } from './event.js'
export { idTokens } from './id-token.js'
export { inertLine } from './inert-text.js'
export { stateJournal } from './journal.js'
export { LogWriter } from './log-writer.js'
export { type Mask, masking } from './masks.js'
export { OrphanReporter } from './orphan-reporter.js'
export { type StepOutputs, stepOutputs } from './outputs.js'
export { ConsoleReporter } from './reporter.js'
export { type EndFacts, type RunOutputs, runOutputs, setEndOutputs } from './run-outputs.js'
export { cancellation } from './signals.js'
export { eventCommit } from './event-commit.js'
export { BUILD_FORKS, forkProblem, namesForeignHead } from './forks.js'
export { sourceInputs } from './source.js'
export { stateStore } from './state-store.js'
export { unreadableState } from './unreadable-state.js'
export {
  printAdvice,
  printError,
  printFailedStep,
  printSteps,
  printVerdict,
  printWarning,
} from './verdict.js'
