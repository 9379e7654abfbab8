import { statSync } from 'node:fs'

/**
 * Throws if the runner's file for outputs or state is no regular file any more. An append to a pipe blocks until
 * somebody reads it, and a blocked process could not even stop the run.
 */
export function checkCommandFile(variable: 'GITHUB_OUTPUT' | 'GITHUB_STATE'): void {
  const path = process.env[variable] ?? ''
  if (path !== '' && !statSync(path).isFile()) throw new Error(`${variable} names no file`)
}
