/** The entries that share dist/index.js; scripts/bundle.ts gives each a file of its own. */
export { build } from './build/main.js'
export { buildPost } from './build/post.js'
