import { isDebug } from '@actions/core'
import type { Telling } from '../clouds/huawei/connect.js'
import { toActionError } from '../core/errors.js'
import type { Reporter } from '../core/ports.js'
import { cancellation } from '../github/runner/signals.js'
import { Console } from '../github/runner/console.js'
import { KnownSecrets } from '../github/runner/known-secrets.js'
import { type Mask, masking } from '../github/runner/masks.js'
import { printError } from '../github/runner/verdict.js'

/** SIGTERM comes 7.5 s after SIGINT; whatever still hangs then must not hold the process. */
const LEAVE_AFTER_CANCEL_MS = 6_300
/** Sockets that nobody waits for any more may take this long to close. */
const LINGER_MS = 250

export interface Surroundings {
  readonly env: NodeJS.ProcessEnv
  readonly console: Console
  readonly debug: boolean
  /** Called with each secret before it is used. */
  readonly mask: Mask
  /** Aborts with the signal's name. */
  readonly cancel: AbortSignal
}

/** How the adapters speak to people in this step. */
export function tellingTo(reporter: Reporter, { console, debug, mask }: Surroundings): Telling {
  return {
    warn: (warning) => reporter.warning(warning),
    debug: (line) => {
      if (debug) console.debug(line)
    },
    calls: debug,
    mask,
  }
}

/** Runs an entry fail-closed: the exit code is 1 until `main` has given a verdict. */
export async function runEntry(main: (around: Surroundings) => Promise<0 | 1>): Promise<void> {
  process.exitCode = 1
  const { signal: cancel } = cancellation(process)
  const secrets = new KnownSecrets()
  const console = new Console(process.stdout, Date.now, secrets)
  const fail = (fault: unknown): void => {
    process.exitCode = 1
    printError(console, toActionError(fault))
  }
  process.on('uncaughtException', fail)
  cancel.addEventListener('abort', () => {
    // A cancelled step is no pass, also when the signal comes while the last lines are printed.
    process.exitCode = 1
    setTimeout(() => process.exit(), LEAVE_AFTER_CANCEL_MS).unref()
  })
  try {
    const exitCode = await main({
      env: process.env,
      console,
      debug: isDebug(),
      mask: masking(secrets),
      cancel,
    })
    process.exitCode = cancel.aborted ? 1 : exitCode
  } catch (fault) {
    fail(fault)
  }
  await flushed()
  setTimeout(() => process.exit(), LINGER_MS).unref()
}

/** `process.exit` loses what a pipe hasn't taken yet. */
function flushed(): Promise<void> {
  return new Promise((resolve) => {
    process.stdout.write('', () => resolve())
  })
}
