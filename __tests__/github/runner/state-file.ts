import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

/** A state file as the runner gives one to a main step. */
export interface StateFile {
  /** What the runner sets for the post step by it: of several entries under a key the last one. */
  forPost(): NodeJS.ProcessEnv
  /** Deletes it, and gives the process its own variable back. */
  close(): void
}

export function stateFile(): StateFile {
  const before = process.env['GITHUB_STATE']
  const folder = mkdtempSync(join(tmpdir(), 'state-'))
  const path = join(folder, 'state')
  writeFileSync(path, '')
  process.env['GITHUB_STATE'] = path
  return {
    forPost: () => {
      const entries = readFileSync(path, 'utf8').matchAll(/^([\w-]+)<<(\S+)\n([^]*?)\n\2$/gm)
      return Object.fromEntries([...entries].map(([, key, , value]) => [`STATE_${key}`, value]))
    },
    close: () => {
      rmSync(folder, { recursive: true })
      if (before === undefined) delete process.env['GITHUB_STATE']
      else process.env['GITHUB_STATE'] = before
    },
  }
}
