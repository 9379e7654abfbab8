import { connectMeans, type Context } from '../entry.js'
import { findKeystore, readKeystore } from '../../clouds/huawei/codearts-build/keystores/index.js'
import type { CalledService } from '../../clouds/huawei/gateway/index.js'
import { connect } from '../../clouds/huawei/index.js'
import { type ActionError, repeatedRead } from '../../core/index.js'
import { printWarning } from '../../github/runner/index.js'
import type { KeystoreConfig } from './inputs.js'
import type { KeystoreOutput } from './outputs.js'
import { writeSecretFile } from './secret-file.js'

/** As long as any read is repeated. */
const READ_BUDGET_MS = 10 * 60_000

export type KeystoreContext = Context<KeystoreOutput>

/** Finds the keystore, reads it and writes it to its place; its bytes go nowhere else. */
export async function fetchKeystore(
  config: KeystoreConfig,
  context: KeystoreContext,
): Promise<void> {
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

function warnOf({ console }: KeystoreContext): (warning: ActionError) => void {
  return (warning) => printWarning(console, warning)
}
