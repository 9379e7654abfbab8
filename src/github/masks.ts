import { setSecret } from '@actions/core'

/** Has the runner star a value, and each line of it, in the job's log from here on. */
export function mask(value: string): void {
  if (value.trim() !== '') setSecret(value)
}
