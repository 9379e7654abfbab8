import { releasePost } from './release-action.js'
await releasePost()
