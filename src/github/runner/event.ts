import { statSync } from 'node:fs'
import { readRegularFile } from '../../files/index.js'
import { isObject, type JsonObject, parseJson } from '../../text/index.js'

/** GitHub's own payloads end at 25 MB. */
const LARGEST_PAYLOAD_BYTES = 64 * 1024 * 1024

/** The event's payload, or a line that says why it can't be read. */
export function readEvent(path: string): JsonObject | string {
  if (path === '') return 'GITHUB_EVENT_PATH is not set'
  try {
    const bytes = statSync(path).size
    if (bytes > LARGEST_PAYLOAD_BYTES) return `the file at GITHUB_EVENT_PATH has ${bytes} bytes`
    const payload = parseJson(readRegularFile(path, LARGEST_PAYLOAD_BYTES).toString('utf8'))
    if (payload === undefined) {
      return 'the file at GITHUB_EVENT_PATH is not JSON, or far more of it than an event has'
    }
    return isObject(payload) ? payload : 'the file at GITHUB_EVENT_PATH is not a JSON object'
  } catch {
    return 'the file at GITHUB_EVENT_PATH cannot be read'
  }
}
