export { type Location, sourceTree, type SourceTree } from './source-tree.js'
