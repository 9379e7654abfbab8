export { sourceTree, type SourceTree } from './source-tree.js'
