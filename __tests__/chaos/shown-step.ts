import type { Context } from '../../src/actions/entry.js'
import { finishStep, superviseRun } from '../../src/actions/supervised/index.js'
import { exitCode } from '../../src/core/exit-code.js'
import type { Backend } from '../../src/core/ports.js'
import type { Plan } from '../../src/core/supervisor.js'
import type { CheckRecord } from '../../src/github/checks/check-record.js'
import { completeLeftCheck } from '../../src/github/checks/left-check.js'
import { publisherOf } from '../../src/github/checks/publisher-of.js'
import { RunCheck } from '../../src/github/checks/run-check.js'
import type { WantedCheck } from '../../src/github/checks/check-inputs.js'
import { ConsoleReporter } from '../../src/github/runner/reporter.js'
import { StepRoom } from '../actions/step-room.js'
import { GithubWays, wantedAt } from '../github/checks/github-means.js'
import type { GithubSimulator } from '../simulator/github/index.js'
import type { HttpService } from '../simulator/http-service.js'
import { COMMIT } from '../support/ids.js'
import { PLAN } from '../support/supervision.js'
import { type AnyWorld, type System, World } from '../world/index.js'

/** What a main step came to, as the workflow sees it. */
export interface Shown {
  readonly exitCode: number
  readonly status: string | undefined
  /** Milliseconds. */
  readonly tookMs: number
  /** When the cancel came, in milliseconds from the start; nothing where the step was over by then. */
  readonly cancelledMs: number | undefined
  /** Everything that the step printed or wrote down. */
  readonly words: string
}

/** The whole main step of an action that shows its run on a commit, and what its post step does for the check. */
export class ShownStep {
  readonly world: AnyWorld
  /** What was told of the check. */
  readonly warnings: string[] = []
  readonly #github: GithubSimulator | undefined
  readonly #wanted: WantedCheck
  readonly #room: StepRoom<'status'>
  readonly #records: CheckRecord[] = []
  readonly #ways: GithubWays

  private constructor(
    world: AnyWorld,
    github: GithubSimulator | undefined,
    kind: 'check' | 'status',
  ) {
    this.world = world
    this.#github = github
    const { clock, cancel } = world
    this.#room = new StepRoom(clock, cancel.signal)
    this.#ways = new GithubWays(clock)
    this.#wanted = wantedAt(github?.url ?? 'http://127.0.0.1:1', { kind, name: 'Shop' })
  }

  /** Without a GitHub nothing is shown on the commit. */
  static async over(
    system: System<HttpService, Backend>,
    github?: GithubSimulator,
    kind: 'check' | 'status' = 'check',
  ): Promise<ShownStep> {
    const world = await World.with(system)
    return new ShownStep(world, github, kind)
  }

  async main(plan: Partial<Plan>): Promise<Shown> {
    const { clock } = this.world
    const context = this.#room.context()
    const began = clock.now()
    const { passed } = await this.#step(context, plan)
    const { cancelledAt } = this.world
    const cancelled = this.world.cancel.signal.aborted
    return {
      exitCode: exitCode({ passed, outputsWritten: true, cancelled }),
      status: this.#room.outputs.get('status'),
      tookMs: clock.now() - began,
      cancelledMs: cancelledAt === undefined ? undefined : cancelledAt - began,
      words: this.#room.printed + this.#room.summary + JSON.stringify(this.#room.state),
    }
  }

  /** Completes the check that main left open, as the post step does; the milliseconds that it took. */
  async post(): Promise<number> {
    const { clock } = this.world
    const began = clock.now()
    const record = this.#records.at(-1)
    if (record?.phase !== 'open') return 0
    const { commit, externalId, conclusion = 'failure', title = 'The run' } = record
    const parts = this.#parts(new AbortController().signal)
    await completeLeftCheck(
      {
        ...parts,
        wanted: this.#wanted,
        publisher: publisherOf(this.#wanted, this.#ways.open, parts, record),
        messages: this.#messages(),
      },
      { name: this.#wanted.name, commit, externalId },
      { conclusion, title, summary: title, annotations: [] },
    )
    return clock.now() - began
  }

  async close(): Promise<void> {
    this.#ways.close()
    this.#room.close()
    await this.world.close()
  }

  #step(context: Context<'status'>, plan: Partial<Plan>): Promise<{ readonly passed: boolean }> {
    const backend = this.world.backend()
    const check = this.#github === undefined ? undefined : this.#check(context.cancel)
    const reporter = new ConsoleReporter({
      console: context.console,
      set: () => undefined,
      now: () => context.clock.now(),
      owner: 'shop',
    })
    const report = { summary: true, annotations: true }
    const shown = { ...(check && { check }) }
    const { words } = backend
    return finishStep({ context, words, owner: 'shop', report, ...shown }, () =>
      superviseRun({
        context,
        backend,
        reporter,
        plan: { ...PLAN, ...plan },
        log: { mode: 'stream', timestamps: true },
        report,
        owner: 'shop',
        ...shown,
      }),
    )
  }

  #check(cancel: AbortSignal): RunCheck {
    const parts = this.#parts(cancel)
    return new RunCheck({
      ...parts,
      wanted: this.#wanted,
      commit: COMMIT,
      publisher: () => publisherOf(this.#wanted, this.#ways.open, parts),
      messages: this.#messages(),
      save: (record) => void this.#records.push(record),
      setUrl: () => undefined,
    })
  }

  #parts(cancel: AbortSignal) {
    return {
      clock: this.world.clock,
      random: () => 0.5,
      cancel,
      star: (text: string) => text,
    }
  }

  #messages() {
    return {
      line: () => undefined,
      warning: ({ message, hint }: { readonly message: string; readonly hint: string }) =>
        void this.warnings.push(`${message} ${hint}`),
    }
  }
}
