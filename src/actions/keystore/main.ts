import { runEntry } from '../entry.js'
import { readActionInputs } from '../read-action-inputs.js'
import { toActionError } from '../../core/index.js'
import { printError } from '../../github/runner/index.js'
import { fetchKeystore, type KeystoreContext } from './fetch-keystore.js'
import { keystoreInputs } from './inputs.js'
import type { KeystoreOutput } from './outputs.js'

/** The main step: writes a keystore of CodeArts Build to a file that only the job's user may read. */
export function keystore(): Promise<void> {
  return runEntry<KeystoreOutput>(async (context) => {
    const { outputs } = context
    outputs.set('status', 'not-started')
    const { config } = readActionInputs(keystoreInputs, context)
    if (config === undefined) return { passed: false }
    // True if this process is killed from here on.
    outputs.set('status', 'failed')
    try {
      await fetchKeystore(config, context)
      return { passed: true }
    } catch (error) {
      return fail(error, context)
    }
  })
}

function fail(error: unknown, { outputs, console, cancel }: KeystoreContext): { passed: false } {
  if (cancel.aborted) {
    console.annotate('error', 'Cancelled before the keystore was written.')
    return { passed: false }
  }
  const failure = toActionError(error)
  if (failure.code === 'not-found') outputs.set('status', 'not-found')
  printError(console, failure)
  return { passed: false }
}
