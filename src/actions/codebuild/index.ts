/** The entries of codebuild/; scripts/bundles.ts gives each a file of its own. */
export { codeBuild } from './main.js'
export { codeBuildPost } from './post.js'
