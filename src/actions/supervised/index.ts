export { endLeftRun, runPost } from './post.js'
export { superviseRun } from './supervise-run.js'
