import { codeBuildPost } from './codebuild-action.js'
await codeBuildPost()
