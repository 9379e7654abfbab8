import { constants } from 'node:fs'
import { open, rename, unlink } from 'node:fs/promises'
import { openFolder } from './open-folder.js'
import type { Place } from './place.js'

const { O_CREAT, O_EXCL, O_NOFOLLOW, O_WRONLY } = constants
const FOR_ALL_TO_READ = 0o644

/**
 * Writes a file whole: aside first, and moved to its place then, so that nobody finds half of it. Whatever stands there is
 * replaced and never opened: the caller has looked at it. Folders are made. Rejects with the system's error.
 */
export async function replaceFile(place: Place, text: string): Promise<void> {
  const folder = await openFolder(place.root, place.names.slice(0, -1), true)
  const name = place.names.at(-1) ?? ''
  const aside = folder.child(`.codearts-${process.pid}.new`)
  try {
    const file = await open(aside, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW, FOR_ALL_TO_READ)
    try {
      await file.writeFile(text)
    } finally {
      await file.close()
    }
    await rename(aside, folder.child(name))
  } catch (error) {
    await unlink(aside).catch(() => undefined)
    throw error
  } finally {
    await folder.close()
  }
}
