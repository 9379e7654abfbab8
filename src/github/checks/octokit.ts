/**
 * A bundle of its own (scripts/bundles.ts), loaded when a check is wanted: a static import would cost every start 10 ms.
 * While it loads, the package builds a proxy agent and looks for undici's fetch, none of which is used here. It would read
 * the event as well, whatever its size, and wait without end for a pipe in its place.
 */
import { eventPath } from './event-set-aside.js'
import { getOctokit } from '@actions/github'

if (eventPath !== undefined) process.env['GITHUB_EVENT_PATH'] = eventPath

export { getOctokit }
