import { appendToFile } from '../../files/index.js'

/** All that a step may have written there (actions/runner, FileCommandManager.cs). Bytes. */
const MOST_BYTES = 1_000_000

/**
 * Appends the summary to the runner's file for this step. At once, because a kill may be next. Nothing happens where
 * the runner offers no file, or where the file would grow beyond the limit. Throws what the disk says.
 */
export function writeSummary(path: string | undefined, markdown: string): void {
  if (path === undefined || path === '') return
  appendToFile(path, (used) => {
    if (used + Buffer.byteLength(markdown) > MOST_BYTES) return ''
    return used === 0 ? markdown : `\n\n${markdown}`
  })
}
