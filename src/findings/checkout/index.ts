export type { SourceTree } from './location.js'
export { sourceTree } from './source-tree.js'
