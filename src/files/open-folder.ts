import { constants, existsSync } from 'node:fs'
import { type FileHandle, lstat, mkdir, open } from 'node:fs/promises'
import { join } from 'node:path'
import { dig } from '../text/index.js'

const { O_DIRECTORY, O_NOFOLLOW, O_RDONLY } = constants

/** A folder that is held open, so that nobody can put another in its place. */
export interface OpenFolder {
  /** The path of a name in it. */
  child(name: string): string
  close(): Promise<void>
}

/**
 * Opens a folder below another, one name after the other and without following a link: the root's own path may hold
 * some. What isn't there is made where `make` says so. Rejects with the system's error.
 */
export async function openFolder(
  root: string,
  names: readonly string[],
  make: boolean,
  byDescriptor = namesWhatIsOpen(),
): Promise<OpenFolder> {
  let here = await opened(root, root, byDescriptor)
  for (const name of names) {
    const path = here.child(name)
    try {
      const next = await entered(path, join(here.path, name), make, byDescriptor)
      await here.close()
      here = next
    } catch (error) {
      await here.close()
      throw error
    }
  }
  return here
}

/** Linux names open folders in /proc/self/fd: a path below such a name can't be led elsewhere by a swapped folder. */
function namesWhatIsOpen(): boolean {
  return existsSync('/proc/self/fd')
}

interface Folder extends OpenFolder {
  readonly path: string
}

async function entered(
  path: string,
  shownPath: string,
  make: boolean,
  byDescriptor: boolean,
): Promise<Folder> {
  if (make) await mkdir(path).catch(ignoreExisting)
  if (!byDescriptor) await refuseLink(path)
  return await opened(path, shownPath, byDescriptor, O_NOFOLLOW)
}

async function opened(
  path: string,
  shownPath: string,
  byDescriptor: boolean,
  flags = 0,
): Promise<Folder> {
  if (!byDescriptor)
    return { path, child: (name) => join(path, name), close: () => Promise.resolve() }
  const handle: FileHandle = await open(path, O_RDONLY | O_DIRECTORY | flags)
  return {
    path: shownPath,
    child: (name) => `/proc/self/fd/${handle.fd}/${name}`,
    close: () => handle.close(),
  }
}

/** The best that other systems offer: a link put there between this look and the next would still be followed. */
async function refuseLink(path: string): Promise<void> {
  const there = await lstat(path)
  if (!there.isDirectory())
    throw Object.assign(new Error(`${path} is no folder`), { code: 'ENOTDIR' })
}

function ignoreExisting(error: unknown): void {
  if (dig(error, 'code') !== 'EEXIST') throw error
}
