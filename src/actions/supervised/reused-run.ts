import type { StepResult } from './finish-step.js'
import { publishResults } from './results.js'
import type { SupervisedStep } from './supervise-run.js'
import { type EndedRun, gate, type StartedRun } from '../../core/index.js'
import { LogScanner } from '../../findings/index.js'
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
  const scanner = new LogScanner(logFormat, context.secrets)
  const end = await publishResults({ ...step, logFormat, scanner }, outcome, verdict)
  return { verdict, ...(end && { end }) }
}

/** Tells of it, too. */
export interface ReuseReporter {
  reused(run: StartedRun, ended: EndedRun, ageMs: number): void
}
