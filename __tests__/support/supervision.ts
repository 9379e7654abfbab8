import type { JournalEntry } from '../../src/core/journal-entry.js'
import type { ActionError } from '../../src/core/errors.js'
import type { Outcome } from '../../src/core/outcome.js'
import type { LogSink, Reporter } from '../../src/core/ports.js'
import type { RunSnapshot, StartedRun } from '../../src/core/run.js'
import type { Supervision } from '../../src/core/supervision.js'
import { type Plan, supervise } from '../../src/core/supervisor.js'
import { FakeBackend, type Life } from './fake-backend.js'
import { VirtualClock } from './virtual-clock.js'

/** Remembers what people would have been told. */
export class RecordingReporter implements Reporter {
  readonly runs: StartedRun[] = []
  readonly snapshots: RunSnapshot[] = []
  readonly looks: { readonly phase: string; readonly stopping: string | undefined }[] = []
  readonly notes: string[] = []
  readonly warnings: ActionError[] = []

  /** When the run was told of, by the clock that the test gave. */
  startedAt: number | undefined
  readonly #now: () => number

  constructor(now: () => number = () => 0) {
    this.#now = now
  }

  started(run: StartedRun): void {
    this.startedAt = this.#now()
    this.runs.push(run)
  }
  seen(snapshot: RunSnapshot, stopping?: 'stopping'): void {
    this.snapshots.push(snapshot)
    this.looks.push({ phase: snapshot.phase, stopping })
  }
  note(text: string): void {
    this.notes.push(text)
  }
  warning(warning: ActionError): void {
    this.warnings.push(warning)
  }
}

/** Keeps what was written and when. */
export class RecordingSink implements LogSink {
  readonly pieces: { readonly at: number; readonly text: string }[] = []
  readonly #now: () => number

  constructor(now: () => number) {
    this.#now = now
  }

  get text(): string {
    return this.pieces.map((piece) => piece.text).join('')
  }

  write(bytes: Uint8Array): Promise<void> {
    this.pieces.push({ at: this.#now(), text: Buffer.from(bytes).toString() })
    return Promise.resolve()
  }
}

export const PLAN: Plan = {
  wait: true,
  pollIntervalMs: 3_000,
  stopOnCancel: true,
  stopOnTimeout: true,
}

export class Bench {
  readonly clock = new VirtualClock()
  readonly reporter = new RecordingReporter()
  readonly journal: JournalEntry[] = []
  readonly sink = new RecordingSink(() => this.clock.now())
  readonly cancel = new AbortController()
  /** Entries that the disk refuses. */
  unwritable: readonly JournalEntry['phase'][] = []
  readonly backend: FakeBackend

  constructor(life: Life = {}) {
    this.backend = new FakeBackend(this.clock, life)
  }

  /** Cancels at that many milliseconds from now. */
  cancelsAt(ms: number): this {
    this.clock.at(this.clock.now() + ms, () => this.cancel.abort('SIGINT'))
    return this
  }

  parts(): Supervision {
    return {
      backend: this.backend,
      clock: this.clock,
      journal: { save: (entry) => this.#save(entry) },
      reporter: this.reporter,
      random: () => 0.5,
      liveLog: this.sink,
    }
  }

  #save(entry: JournalEntry): void {
    if (this.unwritable.includes(entry.phase)) throw new Error('ENOSPC: no space left on device')
    this.journal.push(entry)
  }

  supervise(plan: Partial<Plan> = {}): Promise<Outcome> {
    return supervise(this.parts(), { ...PLAN, ...plan }, this.cancel.signal)
  }

  phases(): string[] {
    return this.journal.map((entry) => entry.phase)
  }
}
