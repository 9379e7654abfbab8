/**
 * What headers carry, and nothing shorter. Each line of a secret is masked in the whole job, so that a service could have
 * any words of the log starred by sending them as a credential, as lines of one, or between blanks.
 */
const CREDENTIAL = /^[\x21-\x7e]{8,}$/

/** Whether what a service sent may be a credential. */
export function isCredential(value: unknown): value is string {
  return typeof value === 'string' && CREDENTIAL.test(value)
}
