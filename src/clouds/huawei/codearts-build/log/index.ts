export { BuildLog } from './build-log.js'
export { LogCalls } from './log-calls.js'
