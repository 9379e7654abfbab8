export { endLeftRun, runPost } from './post.js'
export { type EndOutputs, type RunReporter, superviseRun } from './supervise-run.js'
