import { constants } from 'node:fs'
import { type FileHandle, open } from 'node:fs/promises'
import { dig } from '../text/index.js'
import { openFolder } from './open-folder.js'
import type { Place } from './place.js'
import { isOurs, noteWritten } from './written-files.js'

const { O_CREAT, O_EXCL, O_NOFOLLOW, O_NONBLOCK, O_WRONLY } = constants
const FOR_ALL_TO_READ = 0o644

/**
 * Opens a file to write it from its beginning, its folders made: a new one, or one that this action wrote in this job.
 * Nothing else is ever opened for writing, whatever stands in its place by now. Rejects with the system's error, which
 * has the code `EEXIST` where the file is somebody else's.
 */
export async function openToWrite(place: Place, env: NodeJS.ProcessEnv): Promise<FileHandle> {
  const folder = await openFolder(place.root, place.names.slice(0, -1), true)
  try {
    const path = folder.child(place.names.at(-1) ?? '')
    const file = (await openNew(path)) ?? (await openOwn(path, env))
    noteWritten(await file.stat(), env)
    return file
  } finally {
    await folder.close()
  }
}

async function openNew(path: string): Promise<FileHandle | undefined> {
  try {
    return await open(path, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW, FOR_ALL_TO_READ)
  } catch (error) {
    if (dig(error, 'code') === 'EEXIST') return undefined
    throw error
  }
}

/**
 * Checks the open file, not its path, which may name another by now. O_NONBLOCK: opening a pipe would wait for a
 * reader.
 */
async function openOwn(path: string, env: NodeJS.ProcessEnv): Promise<FileHandle> {
  const file = await open(path, O_WRONLY | O_NOFOLLOW | O_NONBLOCK)
  try {
    const found = await file.stat()
    if (!found.isFile() || !isOurs(found, env)) {
      throw Object.assign(new Error('not written by this action'), { code: 'EEXIST' })
    }
    await file.truncate()
    return file
  } catch (error) {
    await file.close()
    throw error
  }
}
