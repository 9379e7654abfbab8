import { lstatSync, realpathSync, statSync } from 'node:fs'
import { basename, dirname, join, resolve } from 'node:path'
import {
  type Place as JobPlace,
  type PlaceProblem,
  placeOf as jobPlaceOf,
} from '../../files/index.js'

type Folders = readonly [string, ...string[]]

/** Where a file is to be written: its folder by its real path, so that no link can lead elsewhere later. */
export interface Place {
  /** As the workflow names it, absolute. */
  readonly path: string
  readonly folder: string
  /** The real path of the job's folder that it lies in. */
  readonly root: string
  /** The folders below it. */
  readonly names: readonly string[]
  readonly name: string
}

/** The place of a file inside one of the folders, outside of `.git`, or what is wrong with it. Writes nothing. */
export function placeOf(given: string, folders: Folders): Place | 'outside' | 'git' | 'occupied' {
  const path = resolve(folders[0], given)
  const found = foundPlace(path, folders)
  if (typeof found === 'string') return found === 'git' ? found : 'outside'
  const [name = '', ...above] = [...found.names].reverse()
  const names = above.reverse()
  const folder = join(found.root, ...names)
  return isFree(join(folder, name)) ? { path, folder, root: found.root, names, name } : 'occupied'
}

/** The real path of a file's folder; undefined where the file would not lie inside one of the folders. */
export function folderOf(path: string, folders: Folders): string | undefined {
  const found = foundPlace(path, folders)
  return typeof found === 'string' ? undefined : join(found.root, ...found.names.slice(0, -1))
}

/** Links of its folder are followed first. */
function foundPlace(path: string, folders: Folders): JobPlace | PlaceProblem {
  if (path.includes('\0')) return 'outside'
  const folder = realFolder(dirname(path))
  return folder === undefined ? 'outside' : jobPlaceOf(join(folder, basename(path)), folders)
}

/** Nothing, or a regular file that may be replaced: a link, a folder or a pipe may not. */
export function isFree(path: string): boolean {
  try {
    return lstatSync(path, { throwIfNoEntry: false })?.isFile() ?? true
  } catch {
    // What can't be looked at can't be replaced either.
    return false
  }
}

/** The folder with its links followed, and what isn't there yet as written; undefined where that can't be a folder. */
function realFolder(folder: string): string | undefined {
  try {
    const real = realpathSync(folder)
    return statSync(real).isDirectory() ? real : undefined
  } catch (error) {
    if (!isMissing(error)) return undefined
    const parent = dirname(folder)
    if (parent === folder || isThere(folder)) return undefined
    const real = realFolder(parent)
    return real === undefined ? undefined : join(real, basename(folder))
  }
}

function isMissing(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === 'ENOENT'
}

/** A link that leads nowhere is there, too. */
function isThere(path: string): boolean {
  try {
    return lstatSync(path, { throwIfNoEntry: false }) !== undefined
  } catch {
    return true
  }
}
