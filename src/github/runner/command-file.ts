import { statSync } from 'node:fs'

/**
 * Throws where the runner's file for outputs or state is none by now: to append to a pipe waits for its reader, and
 * nothing in this process would go on meanwhile, a stop neither.
 */
export function checkCommandFile(variable: 'GITHUB_OUTPUT' | 'GITHUB_STATE'): void {
  const path = process.env[variable] ?? ''
  if (path !== '' && !statSync(path).isFile()) throw new Error(`${variable} names no file`)
}
