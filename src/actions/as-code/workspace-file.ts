import { resolve } from 'node:path'
import {
  openToRead,
  type Place,
  type PlaceProblem,
  placeOf,
  placeToWrite,
  replaceFile,
} from '../../files/index.js'
import { dig } from '../../text/index.js'

/** One byte more than a definition may have, so that a file that is too long shows. */
const MOST_BYTES = 1_000_001

/** What is wrong with a file: the end of a sentence, e.g. `is no file`. */
export interface FileProblem {
  readonly problem: string
}

/** A file of the checked out repository. */
export interface WorkspaceFile {
  /** As the workflow names it, absolute. */
  readonly path: string
  /** With slashes, relative to the workspace. */
  readonly shown: string
  readonly place: Place
  readonly folders: readonly [string]
}

/** The place of a file that may be there or not, by its name alone. */
export function workspaceFile(env: NodeJS.ProcessEnv, given: string): WorkspaceFile | FileProblem {
  const folders = [resolve(env['GITHUB_WORKSPACE']?.trim() || process.cwd())] as const
  const place = placeOf(given, folders)
  if (typeof place === 'string') return problemOf(place)
  return { path: place.path, shown: place.names.join('/'), place, folders }
}

/** The same for a file to be written: no part of its path may be a link. A file that exists is not read here. */
export function fileToWrite(env: NodeJS.ProcessEnv, given: string): WorkspaceFile | FileProblem {
  const file = workspaceFile(env, given)
  if ('problem' in file) return file
  return placeToWrite(file.path, env) === 'link' ? problemOf('link') : file
}

/** The text of a file; undefined where none is there. A link may lead to it as long as it stays in the workspace. */
export async function readFileText({
  path,
  folders,
}: WorkspaceFile): Promise<string | undefined | FileProblem> {
  try {
    const file = await openToRead(path, folders)
    if (typeof file === 'string') return problemOf(file)
    try {
      const buffer = Buffer.alloc(MOST_BYTES)
      let length = 0
      for (;;) {
        const { bytesRead } = await file.read(buffer, length, MOST_BYTES - length)
        length += bytesRead
        if (bytesRead === 0 || length === MOST_BYTES) break
      }
      return buffer.toString('utf8', 0, length)
    } finally {
      await file.close()
    }
  } catch (error) {
    const code = codeOf(error)
    return code === 'ENOENT' ? undefined : { problem: `can't be read (${code})` }
  }
}

/** Writes the file whole; returns the problem if it can't be written. No link is followed. */
export async function writeFileText(
  { place }: WorkspaceFile,
  text: string,
): Promise<FileProblem | undefined> {
  try {
    await replaceFile(place, text)
    return undefined
  } catch (error) {
    return { problem: `can't be written (${codeOf(error)})` }
  }
}

function problemOf(problem: PlaceProblem): FileProblem {
  switch (problem) {
    case 'outside':
      return { problem: 'must lie inside the workspace, links followed' }
    case 'git':
      return { problem: 'lies inside .git' }
    case 'link':
      return { problem: 'has a link in its path' }
    case 'taken':
      return { problem: 'is no file' }
  }
}

function codeOf(error: unknown): string {
  const code = dig(error, 'code')
  return typeof code === 'string' ? code : 'unknown'
}
