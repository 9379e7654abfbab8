import { release } from './release-action.js'
await release()
