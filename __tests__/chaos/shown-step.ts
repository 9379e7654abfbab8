import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Context } from '../../src/actions/entry.js'
import { finishStep, superviseRun } from '../../src/actions/supervised/index.js'
import { exitCode } from '../../src/core/exit-code.js'
import { Secret } from '../../src/core/secret.js'
import type { Backend } from '../../src/core/ports.js'
import type { Plan } from '../../src/core/supervisor.js'
import type { CheckRecord } from '../../src/github/checks/check-record.js'
import { completeLeftCheck } from '../../src/github/checks/left-check.js'
import { publisherOf } from '../../src/github/checks/publisher-of.js'
import { RunCheck } from '../../src/github/checks/run-check.js'
import type { WantedCheck } from '../../src/github/checks/check-inputs.js'
import { ConsoleReporter } from '../../src/github/runner/reporter.js'
import { createTransport } from '../../src/http/transport.js'
import { contextOf } from '../actions/test-context.js'
import { capturedAt } from '../findings/captured.js'
import { stateFile } from '../github/runner/state-file.js'
import { GITHUB_TOKEN, type GithubSimulator } from '../simulator/github/index.js'
import type { HttpService } from '../simulator/http-service.js'
import { COMMIT } from '../support/ids.js'
import { PLAN } from '../support/supervision.js'
import { holdWhileBusy } from '../support/virtual-clock.js'
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
  readonly #folder = mkdtempSync(join(tmpdir(), 'shown-'))
  readonly #state = stateFile()
  readonly #records: CheckRecord[] = []
  readonly #closers: (() => void)[] = []

  private constructor(
    world: AnyWorld,
    github: GithubSimulator | undefined,
    kind: 'check' | 'status',
  ) {
    this.world = world
    this.#github = github
    this.#wanted = {
      kind,
      name: 'Shop',
      access: {
        apiUrl: new URL(github?.url ?? 'http://127.0.0.1:1'),
        owner: 'octo',
        repo: 'app',
        token: new Secret(GITHUB_TOKEN),
      },
      readOnly: false,
      origin: '4711/1/build/',
    }
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
    const captured = capturedAt(() => clock.now())
    const outputs = new Map<'status', string>()
    const summary = join(this.#folder, 'summary.md')
    writeFileSync(summary, '')
    const context = contextOf<'status'>({
      env: { GITHUB_STEP_SUMMARY: summary, GITHUB_WORKSPACE: this.#folder },
      console: captured.console,
      outputs,
      cancel: this.world.cancel.signal,
      clock,
    })
    const began = clock.now()
    const { passed } = await this.#step(context, plan)
    const { cancelledAt } = this.world
    const cancelled = this.world.cancel.signal.aborted
    return {
      exitCode: exitCode({ passed, outputsWritten: true, cancelled }),
      status: outputs.get('status'),
      tookMs: clock.now() - began,
      cancelledMs: cancelledAt === undefined ? undefined : cancelledAt - began,
      words:
        captured.text() + readFileSync(summary, 'utf8') + JSON.stringify(this.#state.forPost()),
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
        publisher: publisherOf(this.#wanted, () => this.#transport(), parts, record),
        messages: this.#messages(),
      },
      { name: this.#wanted.name, commit, externalId },
      { conclusion, title, summary: title, annotations: [] },
    )
    return clock.now() - began
  }

  async close(): Promise<void> {
    for (const close of this.#closers) close()
    this.#state.close()
    rmSync(this.#folder, { recursive: true })
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
      publisher: () => publisherOf(this.#wanted, () => this.#transport(), parts),
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

  #transport() {
    const plain = createTransport({ userAgent: 'test', keepAlive: false })
    this.#closers.push(() => plain.close())
    const patient = {
      send: (...[request, signal]: Parameters<typeof plain.send>) =>
        plain.send({ ...request, answerWithinMs: 250 }, signal),
      close: () => plain.close(),
    }
    return holdWhileBusy(patient, this.world.clock)
  }
}
