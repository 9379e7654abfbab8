import { gate, type Reporter, supervise, type Supervision } from '../../core/index.js'
import { type Console, stateJournal } from '../../github/runner/index.js'
import type { LogConfig } from '../../inputs/index.js'
import { type LogFormat, PLAIN_FORMAT } from '../../log/index.js'
import { alsoTo } from './run-check-of.js'
import type { StepResult } from './finish-step.js'
import { type LogOutputs, openLogOutputs } from './log-outputs.js'
import { LateReading } from './late-reading.js'
import { loadAfterStart } from './load-after-start.js'
import type { SupervisedStep } from './supervised-step.js'

/** How long a step that is over waits for somebody to read what it prints. */
const UNREAD_MS = 10_000

const NO_LOG: LogConfig = { mode: 'none', timestamps: true }

/** Supervises a run to its end and publishes the result: the main step of every action that starts a run. */
export async function superviseRun(step: SupervisedStep): Promise<StepResult> {
  const { context, backend, log: config = NO_LOG } = step
  const { logFormat = PLAIN_FORMAT } = step
  const { console, outputs } = context
  const reading = readingOf(step, logFormat)
  const log = await openLogOutputs({
    config,
    format: logFormat,
    words: backend.words,
    secrets: context.secrets,
    env: context.env,
    console,
    readers: [reading],
    complain: (warning) => step.reporter.warning(warning),
  })
  // True if this process is killed from here on.
  outputs.set('status', 'lost')
  const outcome = await supervise(supervisionOf(step, log), step.plan, context.cancel)
  console.waitAtMost(UNREAD_MS)
  const judged = gate(outcome, backend.words)
  const explained = step.explain?.(judged) ?? judged
  // Set before anything that may wait, so that the status is true whatever happens next.
  outputs.set('status', explained.status)
  await log.close()
  if (config.file !== undefined) step.endOutputs?.logFile(config.file.path)
  const [{ publishResults }, loaded] = await Promise.all([loadAfterStart(), reading.loaded()])
  const verdict = loaded.explained(explained)
  const end = await publishResults({ ...step, logFormat, ...loaded.readers }, outcome, verdict)
  return { verdict, summarised: true, ...(end && { end }) }
}

/** The reader that looks for the reasons of a failure in the log. */
function readingOf(step: SupervisedStep, format: LogFormat): LateReading {
  const { context, reporter, problemMatchers = [], commit } = step
  return new LateReading({
    format,
    secrets: context.secrets,
    problemMatchers,
    cancel: context.cancel,
    complain: (warning) => reporter.warning(warning),
    ...(commit !== undefined && { commit }),
  })
}

function supervisionOf(step: SupervisedStep, log: LogOutputs): Supervision {
  const { context, backend, reporter } = step
  return {
    backend,
    clock: context.clock,
    journal: stateJournal,
    reporter: endingWaits(alsoTo(step.check, reporter, backend), context.console),
    random: context.random,
    pulse: reporter,
    ...(log.live && { liveLog: log.live }),
    lateLog: (ended) => log.late(ended),
  }
}

/** Once the run has ended, the step must not wait for ever for somebody to read the console. */
function endingWaits(reporter: Reporter, console: Console): Reporter {
  return {
    started: (run) => reporter.started(run),
    seen: (snapshot, stopping) => {
      if (snapshot.phase === 'ended') console.waitAtMost(UNREAD_MS)
      reporter.seen(snapshot, stopping)
    },
    note: (text) => reporter.note(text),
    warning: (warning) => reporter.warning(warning),
  }
}
