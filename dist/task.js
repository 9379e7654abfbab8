import { task } from './as-code.js'
await task()
