import { endLeftRun, runPost, superviseRun } from '../../../src/actions/supervised/index.js'
import type { Verdict } from '../../../src/core/gate.js'
import { OrphanReporter } from '../../../src/github/runner/orphan-reporter.js'
import { ConsoleReporter } from '../../../src/github/runner/reporter.js'
import {
  type RunOutputs,
  runOutputs,
  setEndOutputs,
} from '../../../src/github/runner/run-outputs.js'
import type { LogConfig } from '../../../src/inputs/index.js'
import { VirtualClock } from '../../support/virtual-clock.js'
import { PLAN } from '../../support/supervision.js'
import { StepRoom } from '../step-room.js'
import { JobQueue, QUEUE_WORDS, type QueueLife } from './job-queue.js'

type JobOutput = 'job' | 'status' | 'word' | 'seconds' | 'steps'

const JOB_FACTS: RunOutputs<JobOutput> = {
  number: 'job',
  word: 'word',
  durationSeconds: 'seconds',
  steps: 'steps',
}

export interface JobOptions {
  readonly log?: LogConfig
  readonly timeoutMs?: number
}

/** Main and post of an action over the job queue, as the runner would see them. */
export class SupervisedJob {
  readonly clock = new VirtualClock()
  readonly queue: JobQueue
  readonly cancel = new AbortController()
  readonly #room = new StepRoom<JobOutput>(this.clock, this.cancel.signal)

  constructor(life: QueueLife) {
    this.queue = new JobQueue(this.clock, life)
  }

  get outputs(): ReadonlyMap<JobOutput, string> {
    return this.#room.outputs
  }

  /** All that the console shows. */
  get printed(): string {
    return this.#room.printed
  }

  get summary(): string {
    return this.#room.summary
  }

  async main({ log, timeoutMs }: JobOptions = {}): Promise<Verdict> {
    const context = this.#room.context()
    const set = runOutputs(context.outputs.set, JOB_FACTS)
    const reporter = new ConsoleReporter({
      console: context.console,
      set,
      now: () => this.clock.now(),
      owner: 'queue nightly',
    })
    const { verdict } = await superviseRun({
      context,
      backend: this.queue,
      reporter,
      plan: { ...PLAN, ...(timeoutMs !== undefined && { timeoutMs }) },
      ...(log && { log }),
      report: { summary: true, annotations: true },
      endOutputs: {
        logFile: (path) => set('logFile', path),
        end: (facts) => setEndOutputs(set, facts),
      },
      owner: 'nightly',
    })
    return verdict
  }

  async post(): Promise<boolean> {
    const context = this.#room.context(this.#room.state)
    const { passed } = await runPost(context, QUEUE_WORDS, (entry) =>
      endLeftRun(
        {
          backend: this.queue,
          entry,
          reporter: new OrphanReporter(context.console),
          owner: 'nightly',
          report: { summary: true, annotations: true },
        },
        context,
      ),
    )
    return passed
  }

  close(): void {
    this.#room.close()
  }
}
