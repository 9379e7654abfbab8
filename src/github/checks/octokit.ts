/**
 * A bundle of its own (scripts/bundles.ts), loaded when a check is wanted: a static import would cost every start 10 ms.
 * While it loads, the package reads the event, builds a proxy agent and looks for undici's fetch, none of which is used here.
 */
export { getOctokit } from '@actions/github'
