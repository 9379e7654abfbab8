/** The entries of task/ and template/, which share one bundle: both read and write definitions. */
export { task } from './task/main.js'
export { template } from './template/main.js'
