import { closeSync, constants, openSync, readFileSync, type Stats, writeSync } from 'node:fs'
import { join } from 'node:path'

const { O_APPEND, O_CREAT, O_NOFOLLOW, O_NONBLOCK, O_RDONLY, O_WRONLY } = constants
/** Stands in RUNNER_TEMP, which the runner empties before each job. */
const NOTE = 'codearts-build-action-files'

type Identity = Pick<Stats, 'dev' | 'ino' | 'nlink'>

/**
 * Whether this action wrote that file in this job: by device and inode, because a name may have been given to another
 * file.
 */
export function isOurs(file: Identity, env: NodeJS.ProcessEnv): boolean {
  const path = notePath(env)
  // A hard link: the same file has a second name, which may lie outside the workspace.
  if (path === undefined || file.nlink > 1) return false
  const note = opened(path, O_RDONLY)
  if (note === undefined) return false
  try {
    return readFileSync(note, 'utf8').split('\n').includes(lineOf(file))
  } finally {
    closeSync(note)
  }
}

/** Notes a file that this action has just made, so that a later step of the job may replace it. */
export function noteWritten(file: Identity, env: NodeJS.ProcessEnv): void {
  const path = notePath(env)
  if (path === undefined || isOurs(file, env)) return
  const note = opened(path, O_WRONLY | O_APPEND | O_CREAT)
  if (note === undefined) return
  writeSync(note, `${lineOf(file)}\n`)
  closeSync(note)
}

/** Undefined where there is none, or something that is no file of ours: then nothing is known. */
function opened(path: string, flags: number): number | undefined {
  try {
    return openSync(path, flags | O_NOFOLLOW | O_NONBLOCK, 0o600)
  } catch {
    return undefined
  }
}

function notePath(env: NodeJS.ProcessEnv): string | undefined {
  const temp = env['RUNNER_TEMP']?.trim() ?? ''
  return temp === '' ? undefined : join(temp, NOTE)
}

function lineOf({ dev, ino }: Identity): string {
  return `${dev}:${ino}`
}
