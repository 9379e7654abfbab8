export { findReusable, type ReusableBuild, type ReuseAnswer } from './find-reusable.js'
export { type ReuseConfig, reuseInputs } from './reuse-inputs.js'
