import type { Context } from '../../src/actions/entry.js'
import { secretsOf } from '../support/secrets.js'

interface Given<Output extends string> extends Pick<Context, 'console' | 'clock' | 'cancel'> {
  readonly env?: NodeJS.ProcessEnv
  /** Takes what the step sets. */
  readonly outputs: Map<Output, string>
  /** Takes what the step masks. */
  readonly masked?: string[]
}

/** What a step is given, with its outputs in memory. */
export function contextOf<Output extends string>({
  env = {},
  outputs,
  masked,
  ...rest
}: Given<Output>): Context<Output> {
  return {
    ...rest,
    env,
    outputs: { set: (name, value) => void outputs.set(name, value), incomplete: false },
    mask: (secret) => void masked?.push(secret),
    secrets: secretsOf(),
    random: () => 0.5,
    debug: false,
  }
}
