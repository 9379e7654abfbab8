import { template } from './as-code.js'
await template()
