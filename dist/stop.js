import { stop } from './stop-action.js'
await stop()
