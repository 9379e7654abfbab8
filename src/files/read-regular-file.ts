import { closeSync, constants, fstatSync, openSync, readSync } from 'node:fs'

const { O_NONBLOCK, O_RDONLY } = constants

/**
 * The bytes of a regular file of at most so many. Throws the system's error, or one of ours for what is larger, a pipe,
 * which would be waited for without end, or a device.
 */
export function readRegularFile(path: string, mostBytes: number, flags = 0): Buffer {
  const file = openSync(path, O_RDONLY | O_NONBLOCK | flags)
  try {
    const found = fstatSync(file)
    if (!found.isFile()) throw new Error('no regular file')
    if (found.size > mostBytes) throw new Error(`${found.size} bytes`)
    const bytes = Buffer.alloc(found.size)
    let length = 0
    for (let read = -1; read !== 0 && length < bytes.length; length += read) {
      read = readSync(file, bytes, length, bytes.length - length, length)
    }
    return bytes.subarray(0, length)
  } finally {
    closeSync(file)
  }
}
