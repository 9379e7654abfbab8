import { codeBuild } from './codebuild-action.js'
await codeBuild()
