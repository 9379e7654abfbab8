import type { Context } from '../entry.js'
import type { Backend, Reporter } from '../../core/index.js'
import { type CheckConfig, checkStore, type RunCheck } from '../../github/checks/index.js'
import { loadAfterStart } from './load-after-start.js'
import { createTransport, type Transport, withCallLog } from '../../http/index.js'

export interface ShownRun {
  readonly check: CheckConfig
  /** The commit that is asked for; absent for a tag or the task's own default. */
  readonly commit?: string
}

/** The check of this step's run; undefined where none is wanted. Nothing is sent before the run was started. */
export async function runCheckOf(
  { check: wanted, commit }: ShownRun,
  context: Context<'check-url'>,
  reporter: Pick<Reporter, 'note' | 'warning'>,
): Promise<RunCheck | undefined> {
  if (wanted.kind === 'none') return undefined
  const { publisherOf, RunCheck, starring } = await loadAfterStart()
  const { clock, random, cancel, outputs, secrets } = context
  const star = starring(secrets)
  return new RunCheck({
    wanted,
    clock,
    random,
    cancel,
    ...(commit !== undefined && { commit }),
    publisher: () => publisherOf(wanted, () => githubTransport(context), { clock, random, star }),
    messages: {
      line: (text) => reporter.note(text),
      warning: (warning) => reporter.warning(warning),
    },
    save: (record) => {
      try {
        checkStore.save(record)
      } catch {
        // The journal is in the same file, and its failure was reported.
      }
    },
    star,
    setUrl: (url) => outputs.set('check-url', url),
  })
}

/** Without kept connections: writes never use them, and a check reads hardly anything. */
export function githubTransport({ debug, console, clock }: Context): Transport {
  const transport = createTransport({ userAgent: 'codearts-build-action', keepAlive: false })
  if (!debug) return transport
  return withCallLog(
    transport,
    (line) => console.debug(line),
    () => clock.now(),
  )
}

/** The reporter; the check gets the same calls. */
export function alsoTo(
  check: RunCheck | undefined,
  reporter: Reporter,
  backend: Pick<Backend, 'steps'>,
): Reporter {
  if (check === undefined) return reporter
  return {
    started: (run) => {
      reporter.started(run)
      check.started(run, async (signal) => (await backend.steps?.(run.ref, signal)) ?? [])
    },
    seen: (snapshot, stopping) => {
      reporter.seen(snapshot, stopping)
      check.seen(snapshot)
    },
    note: (text) => reporter.note(text),
    warning: (warning) => reporter.warning(warning),
  }
}
