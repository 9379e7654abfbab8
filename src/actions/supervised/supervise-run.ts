import { type ActionError, gate, type Reporter, supervise } from '../../core/index.js'
import { type Console, stateJournal } from '../../github/runner/index.js'
import type { LogConfig } from '../../inputs/index.js'
import { PLAIN_FORMAT } from '../../log/index.js'
import { alsoTo } from './run-check-of.js'
import type { StepResult } from './finish-step.js'
import { openLogOutputs } from './log-outputs.js'
import { LateReading } from './late-reading.js'
import { loadAfterStart } from './load-after-start.js'
import type { SupervisedStep } from './supervised-step.js'

/** How long a step that is over waits for somebody to read what it prints. */
const UNREAD_MS = 10_000

const NO_LOG: LogConfig = { mode: 'none', timestamps: true }

/** Runs it to its end and publishes what it came to: the story of every action that starts a run. */
export async function superviseRun(step: SupervisedStep): Promise<StepResult> {
  const { context, backend, reporter, plan, log: config = NO_LOG } = step
  const { logFormat = PLAIN_FORMAT, problemMatchers = [], commit } = step
  const { env, console, clock, random, cancel, outputs, secrets } = context
  const complain = (warning: ActionError) => {
    reporter.warning(warning)
  }
  const reading = new LateReading({
    format: logFormat,
    secrets,
    problemMatchers,
    cancel,
    complain,
    ...(commit !== undefined && { commit }),
  })
  const log = await openLogOutputs({
    config,
    format: logFormat,
    words: backend.words,
    secrets,
    env,
    console,
    readers: [reading],
    complain,
  })
  // What is true if this process is killed from here on.
  outputs.set('status', 'lost')
  const outcome = await supervise(
    {
      backend,
      clock,
      journal: stateJournal,
      reporter: endingWaits(alsoTo(step.check, reporter, backend), console),
      random,
      pulse: reporter,
      ...(log.live && { liveLog: log.live }),
      lateLog: (ended) => log.late(ended),
    },
    plan,
    cancel,
  )
  console.waitAtMost(UNREAD_MS)
  const judged = gate(outcome, backend.words)
  const told = step.explain?.(judged) ?? judged
  // Before anything that may wait: what the step came to must be known whatever happens next.
  outputs.set('status', told.status)
  await log.close()
  if (config.file !== undefined) step.endOutputs?.logFile(config.file.path)
  const [{ publishResults }, loaded] = await Promise.all([loadAfterStart(), reading.loaded()])
  const verdict = loaded.explained(told)
  const end = await publishResults({ ...step, logFormat, ...loaded.readers }, outcome, verdict)
  return { verdict, summarised: true, ...(end && { end }) }
}

/** Once the run ended, nobody who reads its log may hold the step up for ever. */
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
