import { randomInt } from 'node:crypto'
import { setFlagsFromString } from 'node:v8'
import {
  type Clock,
  exitCode,
  type Random,
  type Reporter,
  systemClock,
  toActionError,
} from '../core/index.js'
import {
  cancellation,
  Console,
  idTokens,
  isDebug,
  type Mask,
  masking,
  printError,
  type StepOutputs,
  stepOutputs,
} from '../github/runner/index.js'
import { createTransport } from '../http/index.js'
import type { ConnectMeans } from '../sign-in/index.js'
import { Secrets } from '../text/index.js'

const USER_AGENT = 'codearts-build-action'
/** The runner sends SIGTERM 7.5 s after SIGINT; the process leaves before that, whatever still hangs. */
const LEAVE_AFTER_CANCEL_MS = 6_300
/** Sockets that nobody waits for any more have this long to close. */
const LINGER_MS = 250
/** How long the process waits for somebody to read its last lines. */
const UNREAD_MS = 10_000

/**
 * A log's pages live for milliseconds. V8 answers many of them by doubling the young part of its heap again and again,
 * up to 32 MB. Without that it collects more often, which costs some processor time in a large log.
 */
const STEADY_HEAP = '--semi-space-growth-factor=1'

/** Tokens that GitHub gives a job, and that the runner masks itself. */
const GITHUB_TOKENS = [
  'ACTIONS_ID_TOKEN_REQUEST_TOKEN',
  'ACTIONS_RUNTIME_TOKEN',
  'GITHUB_TOKEN',
  'INPUT_GITHUB-TOKEN',
] as const

/** What the runner gives a step: its environment, its console, its signals, and the outputs of its action. */
export interface Context<Output extends string = never> {
  readonly env: NodeJS.ProcessEnv
  readonly console: Console
  readonly outputs: StepOutputs<Output>
  /** Called with each secret before it is used. */
  readonly mask: Mask
  /** All secrets so far: nothing that is written may show one. */
  readonly secrets: Secrets
  /** Aborts with the signal's name. */
  readonly cancel: AbortSignal
  readonly clock: Clock
  readonly random: Random
  /** Whether this is a debug run. */
  readonly debug: boolean
}

/** What a cloud's `connect` needs of this step. */
export function connectMeans(
  reporter: Pick<Reporter, 'warning'>,
  { env, console, clock, debug, mask, secrets }: Context,
): ConnectMeans {
  return {
    now: () => clock.now(),
    warn: (warning) => reporter.warning(warning),
    debug: (line) => {
      if (debug) console.debug(line)
    },
    logCalls: debug,
    mask,
    hide: (signature) => secrets.addExact(signature),
    starred: (text) => secrets.starred(text),
    getIdToken: idTokens({
      env,
      open: () => createTransport({ userAgent: USER_AGENT, keepAlive: false }),
    }),
  }
}

/** Runs an entry fail-closed: the exit code is 1 until `main` has said whether the step passes. */
export async function runEntry<Output extends string = never>(
  main: (context: Context<Output>) => Promise<{ readonly passed: boolean }>,
): Promise<void> {
  process.exitCode = 1
  setFlagsFromString(STEADY_HEAP)
  const { signal: cancel } = cancellation(process)
  const secrets = new Secrets()
  for (const name of GITHUB_TOKENS) secrets.add(process.env[name] ?? '')
  const console = new Console(process.stdout, Date.now, secrets)
  const outputs = stepOutputs<Output>(console, secrets)
  const fail = (error: unknown): void => {
    process.exitCode = 1
    printError(console, toActionError(error))
  }
  process.on('uncaughtException', fail)
  cancel.addEventListener('abort', failCancelled)
  try {
    const { passed } = await main({
      env: process.env,
      console,
      outputs,
      mask: masking(secrets),
      secrets,
      cancel,
      clock: systemClock,
      random: () => randomInt(2 ** 32) / 2 ** 32,
      debug: isDebug(),
    })
    process.exitCode = exitCode({
      passed,
      outputsWritten: !outputs.incomplete,
      cancelled: cancel.aborted,
    })
  } catch (error) {
    // What the cancel ended rejects with its reason: no defect.
    if (cancel.aborted && error === cancel.reason) console.annotate('error', 'Cancelled.')
    else fail(error)
  }
  await flushed()
  setTimeout(() => process.exit(), LINGER_MS).unref()
}

/** A cancelled step never passes, even if the signal comes while the last lines are printed. */
function failCancelled(): void {
  process.exitCode = 1
  setTimeout(() => process.exit(), LEAVE_AFTER_CANCEL_MS).unref()
}

/** `process.exit` loses what a pipe hasn't taken yet. */
function flushed(): Promise<void> {
  return new Promise((resolve) => {
    // A reader that has stopped reading is not waited for; the lines that it didn't take are lost.
    setTimeout(resolve, UNREAD_MS).unref()
    process.stdout.write('', () => resolve())
  })
}
