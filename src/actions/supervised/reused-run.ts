import type { StepResult } from './finish-step.js'
import { LateReading } from './late-reading.js'
import { loadAfterStart } from './load-after-start.js'
import type { SupervisedStep } from './supervised-step.js'
import { type EndedRun, gate, type StartedRun } from '../../core/index.js'
import { PLAIN_FORMAT } from '../../log/index.js'

/** An earlier run that stands for the one of this step. */
export interface ReusedRun {
  readonly run: StartedRun
  readonly ended: EndedRun
  /** Since it began. */
  readonly ageMs: number
}

/** Publishes an earlier run as this step's own: its outputs, its summary, its check. Nothing is started, no log is read. */
export async function publishReused(
  step: SupervisedStep & { readonly reporter: ReuseReporter },
  { run, ended, ageMs }: ReusedRun,
): Promise<StepResult> {
  const { backend, check, context, reporter, logFormat = PLAIN_FORMAT } = step
  reporter.reused(run, ended, ageMs)
  check?.known(run)
  check?.seen(ended)
  const outcome = { kind: 'reused', run, ended } as const
  const verdict = gate(outcome, backend.words)
  const { publishResults } = await loadAfterStart()
  const { cancel, secrets } = context
  const reading = new LateReading({
    format: logFormat,
    secrets,
    problemMatchers: [],
    cancel,
    complain: (warning) => reporter.warning(warning),
  })
  const { readers } = await reading.loaded()
  const end = await publishResults({ ...step, logFormat, ...readers }, outcome, verdict)
  return { verdict, summarised: true, ...(end && { end }) }
}

/** A reporter that can print a reused run, too. */
export interface ReuseReporter {
  reused(run: StartedRun, ended: EndedRun, ageMs: number): void
}
