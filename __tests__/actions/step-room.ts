import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Context } from '../../src/actions/entry.js'
import { capturedAt } from '../findings/captured.js'
import { stateFile } from '../github/runner/state-file.js'
import type { VirtualClock } from '../support/virtual-clock.js'
import { contextOf } from './test-context.js'

/** What the runner gives the steps of one job: a console, a workspace, a summary and a state file, outputs. */
export class StepRoom<Output extends string> {
  readonly outputs = new Map<Output, string>()
  readonly #clock: VirtualClock
  readonly #cancel: AbortSignal
  readonly #state = stateFile()
  readonly #folder = mkdtempSync(join(tmpdir(), 'step-'))
  readonly #captured

  constructor(clock: VirtualClock, cancel: AbortSignal) {
    this.#clock = clock
    this.#cancel = cancel
    this.#captured = capturedAt(() => clock.now())
    writeFileSync(this.#summaryFile, '')
  }

  /** All that the console shows. */
  get printed(): string {
    return this.#captured.text()
  }

  get summary(): string {
    return readFileSync(this.#summaryFile, 'utf8')
  }

  /** What the runner sets for a post step. */
  get state(): NodeJS.ProcessEnv {
    return this.#state.forPost()
  }

  context(env: NodeJS.ProcessEnv = {}): Context<Output> {
    return contextOf({
      env: { GITHUB_STEP_SUMMARY: this.#summaryFile, GITHUB_WORKSPACE: this.#folder, ...env },
      console: this.#captured.console,
      outputs: this.outputs,
      cancel: this.#cancel,
      clock: this.#clock,
    })
  }

  close(): void {
    this.#state.close()
    rmSync(this.#folder, { recursive: true })
  }

  get #summaryFile(): string {
    return join(this.#folder, 'summary.md')
  }
}
