import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Context } from '../../../src/actions/entry.js'
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
import { capturedAt } from '../../findings/captured.js'
import { type StateFile, stateFile } from '../../github/runner/state-file.js'
import { VirtualClock } from '../../support/virtual-clock.js'
import { PLAN } from '../../support/supervision.js'
import { contextOf } from '../test-context.js'
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
  readonly outputs = new Map<JobOutput, string>()
  readonly #state: StateFile = stateFile()
  readonly #folder = mkdtempSync(join(tmpdir(), 'job-'))
  readonly #log = capturedAt(() => this.clock.now())

  constructor(life: QueueLife) {
    this.queue = new JobQueue(this.clock, life)
  }

  /** All that the console shows. */
  get printed(): string {
    return this.#log.text()
  }

  get summary(): string {
    return readFileSync(this.#summaryFile, 'utf8')
  }

  async main({ log, timeoutMs }: JobOptions = {}): Promise<Verdict> {
    const { console } = this.#log
    const set = runOutputs(this.#context({}).outputs.set, JOB_FACTS)
    const reporter = new ConsoleReporter({
      console,
      set,
      now: () => this.clock.now(),
      owner: 'queue nightly',
    })
    const { verdict } = await superviseRun({
      context: this.#context({}),
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
    const context = this.#context(this.#state.forPost())
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
    this.#state.close()
    rmSync(this.#folder, { recursive: true })
  }

  get #summaryFile(): string {
    return join(this.#folder, 'summary.md')
  }

  #context(env: NodeJS.ProcessEnv): Context<JobOutput> {
    return contextOf({
      env: { GITHUB_STEP_SUMMARY: this.#summaryFile, GITHUB_WORKSPACE: this.#folder, ...env },
      console: this.#log.console,
      outputs: this.outputs,
      cancel: this.cancel.signal,
      clock: this.clock,
    })
  }
}
