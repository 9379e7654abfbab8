import { readRegularFile } from '../../../files/index.js'

const LARGEST_TOKEN_BYTES = 64 * 1024

/** The token in a file, without white space around it. Throws what the disk says; a pipe is no such file. */
export function readTokenFile(file: string): string {
  return readRegularFile(file, LARGEST_TOKEN_BYTES).toString('utf8').trim()
}
