import { Secrets } from '../../src/text/secrets.js'

/** The secrets of a run. */
export function secretsOf(...values: readonly string[]): Secrets {
  const secrets = new Secrets()
  for (const value of values) secrets.add(value)
  return secrets
}
