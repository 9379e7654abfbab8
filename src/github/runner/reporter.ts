import type {
  ActionError,
  EndedRun,
  Pulse,
  Reporter,
  RunFacts,
  RunSnapshot,
  StartedRun,
  Step,
} from '../../core/index.js'
import { duration, isInstant, isSameCommit } from '../../text/index.js'
import type { Console } from './console.js'
import type { RunFact, SetFact } from './run-outputs.js'
import { printWarning } from './verdict.js'

const QUEUE_LINE_MS = 30_000
const LONGEST_NAME_UNITS = 200

export interface ReporterParts {
  readonly console: Console
  /** Sets the output of a fact, where the action has one. */
  readonly set: SetFact
  readonly now: () => number
  /** What the run is of, in words, e.g. `task shop-backend`. */
  readonly owner: string
  /** What is worked on where no commit was asked for, e.g. `tag v1.2`; absent: not printed. */
  readonly source?: string
  /** What to do where the service reports another commit than was asked for. */
  readonly commitHint?: string
}

/** Prints the run's progress and sets each output as soon as it is known. */
export class ConsoleReporter implements Reporter, Pulse {
  readonly #parts: ReporterParts
  #run: StartedRun | undefined
  #phase: RunSnapshot['phase'] | undefined
  #lastSeen: RunFacts | undefined
  #startedAt = 0
  #queueLineAt = Number.NEGATIVE_INFINITY
  #commitWarned = false

  constructor(parts: ReporterParts) {
    this.#parts = parts
  }

  started(run: StartedRun): void {
    this.#run = run
    this.#startedAt = this.#parts.now()
    const { owner, source } = this.#parts
    const what = run.commit === undefined ? source : `commit ${run.commit}`
    const started = [`Started ${run.name} of ${owner}`, what].filter((part) => part !== undefined)
    const where = run.url === undefined ? '' : `: ${run.url}`
    this.note(`${started.join(', ')}${where}`)
    this.#tell(run)
  }

  /** An earlier run that stands for this step's: nothing was started. `ageMs` since it began. */
  reused(run: StartedRun, ended: EndedRun, ageMs: number): void {
    this.#run = run
    const { owner } = this.#parts
    const where = run.url === undefined ? '' : `: ${run.url}`
    this.note(`Reusing ${run.name} of ${owner}, which began ${duration(ageMs)} ago${where}`)
    this.#tell(run)
    this.seen(ended)
  }

  #tell(run: StartedRun): void {
    this.#set('number', run.number)
    this.#set('dailyNumber', run.dailyNumber)
    this.#set('url', run.url ?? '')
    this.#set('commit', run.commit ?? '')
  }

  seen(snapshot: RunSnapshot, stopping?: 'stopping'): void {
    const { facts, phase } = snapshot
    this.#lastSeen = facts
    this.#set('word', facts.word === '' ? undefined : facts.word)
    this.#set('recordId', facts.recordId)
    this.#set('dailyNumber', facts.dailyNumber ?? this.#run?.dailyNumber)
    this.#compareCommit(facts.commit)
    if (stopping !== undefined) return
    if (phase === 'queued') this.#queued()
    if (phase === 'running') this.#running(facts)
    this.#phase = phase
  }

  /** What the service said last. */
  get lastSeen(): RunFacts | undefined {
    return this.#lastSeen
  }

  get lastPrintedAt(): number {
    return this.#parts.console.lastWriteAt
  }

  alive(steps: readonly Step[]): void {
    const at = steps.findLastIndex(({ status }) => status === 'running')
    const step = steps[at]
    const where =
      step === undefined
        ? ''
        : `: step ${at + 1} of ${steps.length}, ${this.#parts.console.phrase(step.name, LONGEST_NAME_UNITS)}`
    const since = duration(this.#parts.now() - this.#startedAt)
    this.note(`Still running after ${since}${where}.`)
  }

  note(text: string): void {
    this.#parts.console.line(text)
  }

  warning(warning: ActionError): void {
    printWarning(this.#parts.console, warning)
  }

  #queued(): void {
    const now = this.#parts.now()
    if (now - this.#queueLineAt < QUEUE_LINE_MS) return
    const first = this.#queueLineAt === Number.NEGATIVE_INFINITY
    this.#queueLineAt = now
    this.note(first ? 'Queued.' : `Queued for ${duration(now - this.#startedAt)}.`)
  }

  #running({ queuedMs }: RunFacts): void {
    const { now } = this.#parts
    if (this.#phase !== 'running') {
      const waited = queuedMs ?? (this.#phase === 'queued' ? now() - this.#startedAt : undefined)
      const hasWaited = waited !== undefined && !isInstant(waited)
      this.note(`Running${hasWaited ? ` after ${duration(waited)} in the queue` : ''}.`)
    }
  }

  /** If a mirror is not up to date, the service works on another commit than the workflow is about. */
  #compareCommit(reported: string | undefined): void {
    const asked = this.#run?.commit
    if (reported === undefined || reported === '' || isSameCommit(asked, reported)) return
    this.#set('commit', reported)
    if (asked === undefined || this.#commitWarned) return
    this.#commitWarned = true
    const { console, commitHint } = this.#parts
    const found = console.phrase(reported, 100)
    console.annotate('warning', `Asked for commit ${asked}, but the service reports ${found}.`)
    if (commitHint !== undefined) console.line(`What to do: ${commitHint}`)
  }

  #set(fact: RunFact, value: string | undefined): void {
    if (value !== undefined) this.#parts.set(fact, value)
  }
}
