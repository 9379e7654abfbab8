import type { Context } from '../entry.js'
import { withAccount } from '../with-account.js'
import { findKeystore, readKeystore } from '../../clouds/huawei/codearts-build/keystores/index.js'
import type { CalledService } from '../../clouds/huawei/gateway/index.js'
import { type ActionError, repeatedRead } from '../../core/index.js'
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
  await withAccount(config.account, context, async (account, { debug, warn }) => {
    const service = { client: account.clientFor(config.endpoint), debug }
    const bytes = await download(config, service, warn, context)
    context.cancel.throwIfAborted()
    await publish(config, bytes, context)
  })
}

async function download(
  { keystore: { wanted } }: KeystoreConfig,
  service: CalledService,
  warn: (warning: ActionError) => void,
  { clock, random, cancel }: KeystoreContext,
): Promise<Buffer> {
  const wishes = { budgetMs: READ_BUDGET_MS, warn }
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
