import { setSecret } from '@actions/core'
import type { KnownSecrets } from './known-secrets.js'

export type Mask = (value: string) => void

/** Has the runner star a value, and each line of it, in the job's log from here on, and our own lines as well. */
export function masking(known: KnownSecrets): Mask {
  return (value) => {
    if (value.trim() === '') return
    setSecret(value)
    known.add(value)
  }
}
