import { setSecret } from '@actions/core'
import { maskedForms, type Secrets } from '../../text/index.js'

export type Mask = (secret: string) => void

/** From here on, the runner stars a secret and each of its lines in the job's log, and we star it in all that we write. */
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
