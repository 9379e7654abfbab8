import { connectMeans, type Context, runEntry } from '../entry.js'
import { readActionInputs } from '../read-action-inputs.js'
import { findKeystore, readKeystore } from '../../clouds/huawei/codearts-build/keystores/index.js'
import type { CalledService } from '../../clouds/huawei/gateway/index.js'
import { connect } from '../../clouds/huawei/index.js'
import { type ActionError, repeatedRead, toActionError } from '../../core/index.js'
import { printError } from '../../github/runner/index.js'
import { type KeystoreConfig, keystoreInputs } from './inputs.js'
import type { KeystoreOutput } from './outputs.js'
import { writeSecretFile } from './secret-file.js'

/** As long as any read is repeated. */
const READ_BUDGET_MS = 10 * 60_000

type KeystoreContext = Context<KeystoreOutput>

/** The main step: brings a keystore of CodeArts Build into the job, as a file that only the job's user may read. */
export function keystore(): Promise<void> {
  return runEntry<KeystoreOutput>(async (context) => {
    const { outputs } = context
    outputs.set('status', 'not-started')
    const { config } = readActionInputs(keystoreInputs, context)
    if (config === undefined) return { passed: false }
    // What is true if this process is killed from here on.
    outputs.set('status', 'failed')
    try {
      await fetchKeystore(config, context)
      return { passed: true }
    } catch (error) {
      return fail(error, context)
    }
  })
}

async function fetchKeystore(config: KeystoreConfig, context: KeystoreContext): Promise<void> {
  const { console } = context
  const account = connect(config.account, connectMeans({ warning: warnOf(context) }, context))
  try {
    console.line(`Signing in with ${account.description}.`)
    const service: CalledService = {
      client: account.clientFor(config.endpoint),
      debug: (line) => {
        if (context.debug) console.debug(line)
      },
    }
    const bytes = await download(config, service, context)
    context.cancel.throwIfAborted()
    await publish(config, bytes, context)
  } finally {
    account.close()
  }
}

async function download(
  { keystore: { wanted } }: KeystoreConfig,
  service: CalledService,
  context: KeystoreContext,
): Promise<Buffer> {
  const { clock, random, cancel } = context
  const wishes = { budgetMs: READ_BUDGET_MS, warn: warnOf(context) }
  const repeated = <T>(read: () => Promise<T>): Promise<T> =>
    repeatedRead(read, clock, random, cancel, wishes)
  const found = await repeated(() => findKeystore(service, wanted, cancel))
  return await repeated(() => readKeystore(service, found, cancel))
}

async function publish(
  { keystore }: KeystoreConfig,
  bytes: Buffer,
  context: KeystoreContext,
): Promise<void> {
  const { console, outputs } = context
  const { place, wanted, keep } = keystore
  const { sha256 } = await writeSecretFile(place, bytes, keep)
  outputs.set('path', place.path)
  outputs.set('sha256', sha256)
  outputs.set('size', String(bytes.length))
  outputs.set('status', 'written')
  const until = keep ? 'It stays when the job ends' : 'It is deleted when the job ends'
  console.line(`Wrote ${wanted.fileName} to ${place.path}: ${bytes.length} bytes. ${until}.`)
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

function warnOf({ console }: KeystoreContext): (warning: ActionError) => void {
  return ({ message, hint }) => {
    console.annotate('warning', message)
    console.line(`What to do: ${hint}`)
  }
}
