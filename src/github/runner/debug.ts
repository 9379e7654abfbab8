import { isDebug as isDebugRun } from '@actions/core'

/** Whether somebody asked the runner for debug lines. */
export function isDebug(): boolean {
  return isDebugRun()
}
