import { lstatSync, realpathSync, statSync } from 'node:fs'
import { basename, dirname, isAbsolute, join, relative, resolve, sep } from 'node:path'

/** Where a file is to stand: its folder by its real path, so that no link can lead elsewhere later. */
export interface Place {
  /** As the workflow names it, absolute. */
  readonly path: string
  readonly folder: string
  /** The real path of the job's folder that it lies in. */
  readonly root: string
  readonly name: string
}

/** The folders that a job may write to, as the runner names them. */
export function rootsOf(env: NodeJS.ProcessEnv): readonly string[] {
  const workspace = env['GITHUB_WORKSPACE']?.trim() || process.cwd()
  const temp = env['RUNNER_TEMP']?.trim() ?? ''
  return (temp === '' ? [workspace] : [workspace, temp]).map((root) => resolve(root))
}

/** The place of a file inside one of the roots, or why there is none. Looks only. */
export function placeOf(path: string, roots: readonly string[]): Place | 'outside' | 'occupied' {
  const name = basename(path)
  const found = foundFolder(path, roots)
  if (found === undefined) return 'outside'
  return isFree(join(found.folder, name)) ? { path, ...found, name } : 'occupied'
}

/** The real path of a file's folder; undefined where the file would not lie inside one of the roots. */
export function folderOf(path: string, roots: readonly string[]): string | undefined {
  return foundFolder(path, roots)?.folder
}

function foundFolder(
  path: string,
  roots: readonly string[],
): Pick<Place, 'folder' | 'root'> | undefined {
  const folder = realFolder(dirname(path))
  if (folder === undefined) return undefined
  const file = join(folder, basename(path))
  const root = roots.map(realFolder).find((one) => isInside(one, file))
  return root === undefined ? undefined : { folder, root }
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
  } catch (fault) {
    if (!isMissing(fault)) return undefined
    const parent = dirname(folder)
    if (parent === folder || isThere(folder)) return undefined
    const real = realFolder(parent)
    return real === undefined ? undefined : join(real, basename(folder))
  }
}

function isMissing(fault: unknown): boolean {
  return fault instanceof Error && 'code' in fault && fault.code === 'ENOENT'
}

/** A link that leads nowhere is there, too. */
function isThere(path: string): boolean {
  try {
    return lstatSync(path, { throwIfNoEntry: false }) !== undefined
  } catch {
    return true
  }
}

function isInside(root: string | undefined, path: string): boolean {
  if (root === undefined) return false
  const way = relative(root, path)
  return way !== '' && way !== '..' && !way.startsWith(`..${sep}`) && !isAbsolute(way)
}
