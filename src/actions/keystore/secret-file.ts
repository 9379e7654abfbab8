import { createHash, randomBytes } from 'node:crypto'
import { closeSync, constants, openSync, renameSync, rmSync, writeSync } from 'node:fs'
import { join } from 'node:path'
import { ActionError } from '../../core/index.js'
import { openFolder } from '../../files/index.js'
import { isObject } from '../../text/index.js'
import { type LeftFile, leftFile } from './left-file.js'
import { isFree, type Place } from './place.js'

const { O_CREAT, O_EXCL, O_NOFOLLOW, O_WRONLY } = constants
/** Only the owner may read the file, from its first byte on. */
const OWNER_ONLY = 0o600

/**
 * Writes a secret to a fresh file that only its owner may read, and renames it into place, so that nobody ever sees a
 * part of it. The state names both files before the first exists. Throws `bad-input` where the place can't be written.
 */
export async function writeSecretFile(
  { folder, root, names, name }: Place,
  bytes: Buffer,
  keep: boolean,
): Promise<LeftFile> {
  const path = join(folder, name)
  const left: LeftFile = {
    left: 'file',
    path,
    temporary: `.keystore-${randomBytes(16).toString('hex')}.part`,
    sha256: sha256Of(bytes),
    keep,
  }
  const opened = await openFolder(root, names, true).catch((error: unknown) => {
    throw unwritable(path, error)
  })
  const [temporary, place] = [opened.child(left.temporary), opened.child(name)]
  try {
    // A link may have been put there since the inputs were read.
    if (!isFree(place)) throw taken(path)
    leftFile.save(left)
    writeFresh(temporary, bytes)
    if (!isFree(place)) throw taken(path)
    renameSync(temporary, place)
    return left
  } catch (error) {
    rmSync(temporary, { force: true })
    leftFile.save({ left: 'nothing' })
    throw error instanceof ActionError ? error : unwritable(path, error)
  } finally {
    await opened.close()
  }
}

export function sha256Of(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex')
}

function writeFresh(path: string, bytes: Buffer): void {
  const file = openSync(path, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW, OWNER_ONLY)
  try {
    for (let written = 0; written < bytes.length;) {
      written += writeSync(file, bytes, written)
    }
  } finally {
    closeSync(file)
  }
}

function taken(path: string): ActionError {
  return new ActionError('bad-input', `${path} is taken by something that is no regular file.`, {
    hint: 'Something in this job put it there since this step began: look for it, or name another path.',
  })
}

function unwritable(path: string, error: unknown): ActionError {
  const reason =
    isObject(error) && typeof error['code'] === 'string' ? error['code'] : String(error)
  return new ActionError('bad-input', `${path} can't be written (${reason}).`, {
    hint: 'Name a file in a folder that this job may write to, inside the workspace or RUNNER_TEMP.',
    cause: error,
  })
}
