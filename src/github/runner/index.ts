export { printAnnotations } from './annotations.js'
export { isSameCommit } from './commit-id.js'
export { Console } from './console.js'
export { isDebug } from './debug.js'
export { readEvent } from './event.js'
export { idToken } from './id-token.js'
export { inertLine } from './inert-text.js'
export { stateJournal } from './journal.js'
export { LogWriter } from './log-writer.js'
export { type Mask, masking } from './masks.js'
export { OrphanReporter } from './orphan-reporter.js'
export {
  type EndFacts,
  type RunOutput,
  setEndOutputs,
  type StepOutputs,
  stepOutputs,
} from './outputs.js'
export { ConsoleReporter } from './reporter.js'
export { cancellation } from './signals.js'
export { sourceInputs } from './source.js'
export { type StateStore, stateStore } from './state-store.js'
export { unreadableState } from './unreadable-state.js'
export { printAdvice, printError, printFailedStep, printSteps, printVerdict } from './verdict.js'
