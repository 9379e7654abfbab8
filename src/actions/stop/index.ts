/** The entry of stop/; scripts/bundles.ts gives it a bundle of its own. */
export { stop } from './main.js'
