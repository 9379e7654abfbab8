import type { Context } from '../entry.js'
import {
  type ActionError,
  type Backend,
  gate,
  type LogSink,
  type Plan,
  type Pulse,
  type Reporter,
  type RunFacts,
  supervise,
  type Verdict,
} from '../../core/index.js'
import type { RunCheck } from '../../github/checks/index.js'
import { LogScanner, type ProblemMatcher, ProblemMatching } from '../../findings/index.js'
import { type Console, type EndFacts, stateJournal } from '../../github/runner/index.js'
import type { LogConfig, ReportConfig, RunConfig } from '../../inputs/index.js'
import { type LogFormat, PLAIN_FORMAT } from '../../log/index.js'
import { alsoTo } from './run-check-of.js'
import type { StepResult } from './finish-step.js'
import { openLogOutputs } from './log-outputs.js'
import { publishResults } from './results.js'

/** A run to be started and supervised by a step, whatever the system. */
export interface SupervisedStep {
  readonly context: Context<'status'>
  readonly backend: Backend
  readonly reporter: RunReporter
  readonly plan: RunConfig & Pick<Plan, 'countedFrom' | 'leaveWaiting'>
  /** Absent: runs of this system have no log. */
  readonly log?: LogConfig
  /** Absent: nothing stands around the lines of the log. */
  readonly logFormat?: LogFormat
  readonly report: ReportConfig
  /** The workflow's own, beside those that are built in. */
  readonly problemMatchers?: readonly ProblemMatcher[]
  /** What the console and the summary call what is run, e.g. the task's name or id. */
  readonly owner: string
  /** What is worked on where no commit is known, e.g. `tag v1.2`. */
  readonly source?: string
  /** Gets the log's bytes, too. */
  readonly sink?: LogSink
  /** Shows the run on its commit. */
  readonly check?: RunCheck
  /** Says more of a bad end than the core can know. */
  readonly explain?: (verdict: Verdict) => Verdict
  /** Sets the outputs that are known at the end only; absent: this action has none. */
  readonly endOutputs?: EndOutputs
}

/** Tells of the run, and remembers what the service said last. */
export interface RunReporter extends Reporter, Pulse {
  readonly lastSeen: RunFacts | undefined
}

export interface EndOutputs {
  /** Absolute path of the log file. */
  logFile(path: string): void
  end(facts: EndFacts): void
}

/** How long a step that is over waits for somebody to read what it prints. */
const UNREAD_MS = 10_000

const NO_LOG: LogConfig = { mode: 'none', timestamps: true }

/** Runs it to its end and publishes what it came to: the story of every action that starts a run. */
export async function superviseRun(step: SupervisedStep): Promise<StepResult> {
  const { context, backend, reporter, plan, log: config = NO_LOG, sink } = step
  const { logFormat = PLAIN_FORMAT } = step
  const { env, console, clock, random, cancel, outputs, secrets } = context
  const scanner = new LogScanner(logFormat, secrets)
  const complain = (warning: ActionError) => {
    reporter.warning(warning)
  }
  const matching = problemMatching(step, logFormat, complain)
  const log = await openLogOutputs({
    config,
    format: logFormat,
    words: backend.words,
    secrets,
    env,
    console,
    readers: matching === undefined ? [scanner] : [scanner, matching],
    sinks: sink === undefined ? [] : [sink],
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
  const told = gate(outcome, backend.words)
  const verdict = step.explain?.(told) ?? told
  // Before anything that may wait: what the step came to must be known whatever happens next.
  outputs.set('status', verdict.status)
  await log.close()
  if (config.file !== undefined) step.endOutputs?.logFile(config.file.path)
  const end = await publishResults(
    { ...step, logFormat, scanner, ...(matching && { matching }) },
    outcome,
    verdict,
  )
  return { verdict, summarised: true, ...(end && { end }) }
}

function problemMatching(
  { problemMatchers: matchers = [], context: { secrets, cancel } }: SupervisedStep,
  format: LogFormat,
  complain: (warning: ActionError) => void,
): ProblemMatching | undefined {
  if (matchers.length === 0) return undefined
  return new ProblemMatching({ matchers, format, secrets, cancel, complain })
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
