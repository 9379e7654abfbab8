export { findReusable } from './find-reusable.js'
export { type ReuseConfig, reuseInputs } from './reuse-inputs.js'
export type { Repeated } from './search.js'
