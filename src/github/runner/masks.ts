import { setSecret } from '@actions/core'
import { maskedForms, type Secrets } from '../../text/index.js'

export type Mask = (secret: string) => void

/** Has the runner star a secret, and each line of it, in the job's log from here on, and us in all that we write. */
export function masking(secrets: Secrets): Mask {
  const masked = new Set<string>()
  return (secret) => {
    secrets.add(secret)
    for (const form of maskedForms(secret)) {
      if (!masked.has(form)) setSecret(form)
      masked.add(form)
    }
  }
}
