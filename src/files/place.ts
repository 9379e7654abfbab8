import { lstatSync, realpathSync, type Stats } from 'node:fs'
import { isAbsolute, join, relative, resolve, sep } from 'node:path'
import { isOurs } from './written-files.js'

const LONGEST_NAME_BYTES = 255

/** Where a file is to be: a folder of the job by its real path, and the names below it, the file's own last. */
export interface Place {
  /** As the workflow names it, absolute. */
  readonly path: string
  readonly root: string
  readonly names: readonly [string, ...string[]]
}

/**
 * Why there can be no such file.
 * - `outside`: not below the workspace or RUNNER_TEMP, or a name that no disk takes.
 * - `git`: inside `.git`, whose files decide what git runs and fetches.
 * - `link`: a part of it, below the folder of the job, is a link, or no folder where there must be one.
 * - `taken`: something is there that this action did not write.
 */
export type PlaceProblem = 'outside' | 'git' | 'link' | 'taken'

/** The folders that a job may write to: the workspace, which relative paths begin at, and RUNNER_TEMP. */
export function jobFolders(env: NodeJS.ProcessEnv): readonly [string, ...string[]] {
  const workspace = resolve(env['GITHUB_WORKSPACE']?.trim() || process.cwd())
  const temp = env['RUNNER_TEMP']?.trim() ?? ''
  return temp === '' ? [workspace] : [workspace, resolve(temp)]
}

/** The place of a path inside one of the folders, by its names alone. */
export function placeOf(
  given: string,
  folders: readonly [string, ...string[]],
): Place | PlaceProblem {
  if (given.includes('\0')) return 'outside'
  const path = resolve(folders[0], given)
  for (const folder of folders) {
    const root = realFolder(folder)
    for (const base of root === undefined ? [] : [folder, root]) {
      const [first, ...rest] = namesBelow(base, path)
      if (root === undefined || first === undefined) continue
      const names = [first, ...rest] as const
      if (names.some(isTooLong)) return 'outside'
      return names.some(isGitFolder) ? 'git' : { path, root, names: [...names] }
    }
  }
  return 'outside'
}

/**
 * The same for a file that this action is to write: every part of the way must be a folder or not there yet, and the file
 * new, or one that this action wrote in this job. Looks only: `openToWrite` checks again while it opens.
 */
export function placeToWrite(given: string, env: NodeJS.ProcessEnv): Place | PlaceProblem {
  const place = placeOf(given, jobFolders(env))
  if (typeof place === 'string') return place
  let path = place.root
  for (const [index, name] of place.names.entries()) {
    path = join(path, name)
    const there = lookedAt(path)
    if (there === undefined) return place
    const isLast = index === place.names.length - 1
    if (there === 'unknown' || there.isSymbolicLink()) return 'link'
    if (!isLast && !there.isDirectory()) return 'link'
    if (isLast && !(there.isFile() && isOurs(there, env))) return 'taken'
  }
  return place
}

/** File systems of Linux, macOS and Windows end names at 255 bytes or units. */
function isTooLong(name: string): boolean {
  return Buffer.byteLength(name) > LONGEST_NAME_BYTES
}

/** Git for Windows and macOS take these for `.git` as well (CVE-2014-9390). */
function isGitFolder(name: string): boolean {
  const plain = name.replace(/[\u200c-\u200f\u202a-\u202e\u206a-\u206f\ufeff]/g, '')
  return /^(?:\.git|git~\d+)[. ]*(?::.*)?$/i.test(plain)
}

function namesBelow(root: string, path: string): readonly string[] {
  const way = relative(root, path)
  const isOutside = way === '' || way === '..' || way.startsWith(`..${sep}`) || isAbsolute(way)
  return isOutside ? [] : way.split(sep)
}

function realFolder(folder: string): string | undefined {
  try {
    return realpathSync(folder)
  } catch {
    return undefined
  }
}

/** What is there; what can't be looked at, as a name too long for the disk, can't be written either. */
function lookedAt(path: string): Stats | 'unknown' | undefined {
  try {
    return lstatSync(path, { throwIfNoEntry: false })
  } catch {
    return 'unknown'
  }
}
