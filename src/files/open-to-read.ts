import { constants } from 'node:fs'
import { type FileHandle, open, realpath } from 'node:fs/promises'
import { openFolder } from './open-folder.js'
import { placeOf, type PlaceProblem } from './place.js'

const { O_NOFOLLOW, O_NONBLOCK, O_RDONLY } = constants

/**
 * Opens a file of the job to read it. Links may lead to it as long as it lies inside one of the folders, outside of `.git`.
 * `taken` is what is no regular file. Rejects with the system's error.
 */
export async function openToRead(
  given: string,
  folders: readonly [string, ...string[]],
): Promise<FileHandle | PlaceProblem> {
  const named = placeOf(given, folders)
  if (typeof named === 'string') return named
  const real = placeOf(await realpath(named.path), folders)
  if (typeof real === 'string') return real
  const folder = await openFolder(real.root, real.names.slice(0, -1), false)
  try {
    const path = folder.child(real.names.at(-1) ?? '')
    const file = await open(path, O_RDONLY | O_NOFOLLOW | O_NONBLOCK)
    if ((await file.stat()).isFile()) return file
    await file.close()
    return 'taken'
  } finally {
    await folder.close()
  }
}
