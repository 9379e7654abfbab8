import { isAbsolute } from 'node:path'
import { stateStore } from '../../github/runner/index.js'
import type { JsonObject } from '../../text/index.js'

/**
 * What main writes, as the post step needs it to clean up. Holds no secret, because the runner keeps the state in a
 * file.
 */
export interface LeftFile {
  readonly left: 'file'
  /** Real, absolute path of the file. */
  readonly path: string
  /** Name of the file it is written to first, in the same folder. */
  readonly temporary: string
  /** Hex digits. */
  readonly sha256: string
  /** Whether the file stays; the temporary one never does. */
  readonly keep: boolean
}

/** Main has cleaned up itself. */
export interface NothingLeft {
  readonly left: 'nothing'
}

const TEMPORARY_NAME = /^\.keystore-[0-9a-f]{32}\.part$/

/** What main leaves to the post step. */
export const leftFile = stateStore<LeftFile | NothingLeft>({
  key: 'keystore',
  version: 1,
  entryOf: (fields) => (fields['left'] === 'nothing' ? { left: 'nothing' } : fileOf(fields)),
})

function fileOf({ left, path, temporary, sha256, keep }: JsonObject): LeftFile | undefined {
  if (left !== 'file' || typeof path !== 'string' || !isAbsolute(path)) return undefined
  if (typeof temporary !== 'string' || !TEMPORARY_NAME.test(temporary)) return undefined
  if (typeof sha256 !== 'string' || !/^[0-9a-f]{64}$/.test(sha256)) return undefined
  return typeof keep === 'boolean' ? { left, path, temporary, sha256, keep } : undefined
}
