import { closeSync, constants, fstatSync, lstatSync, openSync, readSync, rmSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { type Context, runEntry } from '../entry.js'
import { MOST_KEYSTORE_BYTES } from '../../clouds/huawei/codearts-build/keystores/index.js'
import { ActionError } from '../../core/index.js'
import { jobFolders } from '../../files/index.js'
import { printError } from '../../github/runner/index.js'
import { type LeftFile, leftFile } from './left-file.js'
import { folderOf } from './place.js'
import { sha256Of } from './secret-file.js'

/** The post step: deletes the keystore that main wrote, and nothing else. */
export function keystorePost(): Promise<void> {
  return runEntry((context) => Promise.resolve({ passed: cleanUp(context) }))
}

function cleanUp(context: Context): boolean {
  const left = leftFile.load(context.env)
  if (left === 'unreadable') {
    printError(context.console, unreadableState())
    return false
  }
  return left?.left === 'file' ? deleteLeft(left, context) : true
}

function deleteLeft(left: LeftFile, { env, console }: Context): boolean {
  const folder = dirname(left.path)
  // A folder that is a link by now, or lies elsewhere, is not the one that main wrote to.
  if (folderOf(left.path, jobFolders(env)) !== folder) return true
  try {
    deleteTemporary(join(folder, left.temporary))
    if (left.keep || !isOurs(left)) return true
    rmSync(left.path)
    console.line(`Deleted the keystore at ${left.path}.`)
    return true
  } catch (error) {
    printError(console, notDeleted(left.path, error))
    return false
  }
}

/** No other program knows its random name; it may hold a part of the keystore. */
function deleteTemporary(path: string): void {
  if (lstatSync(path, { throwIfNoEntry: false })?.isFile() === true) rmSync(path)
}

/** Whether the file is the one that main wrote: somebody else's, or a changed one, is left alone. */
function isOurs({ path, sha256 }: LeftFile): boolean {
  if (lstatSync(path, { throwIfNoEntry: false })?.isFile() !== true) return false
  const file = openSync(path, constants.O_RDONLY | constants.O_NOFOLLOW)
  try {
    const { size } = fstatSync(file)
    if (size > MOST_KEYSTORE_BYTES) return false
    const bytes = Buffer.alloc(size)
    return readSync(file, bytes, 0, size, 0) === size && sha256Of(bytes) === sha256
  } finally {
    closeSync(file)
  }
}

function unreadableState(): ActionError {
  return new ActionError(
    'bad-input',
    "The state that the main step left can't be read: the keystore may still be in the job's files.",
    { hint: 'If this runner lives on after the job, delete the keystore there.' },
  )
}

function notDeleted(path: string, error: unknown): ActionError {
  const reason = error instanceof Error ? error.message : String(error)
  return new ActionError('bad-input', `The keystore at ${path} can't be deleted: ${reason}`, {
    hint: 'Delete it on this runner: a later job could read it.',
    cause: error,
  })
}
