import { closeSync, constants, fstatSync, openSync, writeSync } from 'node:fs'

const { O_APPEND, O_CREAT, O_NONBLOCK, O_WRONLY } = constants

/** Appends what `text` makes of the file's size. Throws the system's error; a pipe would wait for its reader. */
export function appendToFile(path: string, text: (size: number) => string): void {
  const file = openSync(path, O_WRONLY | O_APPEND | O_CREAT | O_NONBLOCK)
  try {
    const found = fstatSync(file)
    if (!found.isFile()) throw new Error('no regular file')
    const bytes = Buffer.from(text(found.size))
    for (let written = 0; written < bytes.length;) {
      written += writeSync(file, bytes, written)
    }
  } finally {
    closeSync(file)
  }
}
