import {
  aborted,
  type ActionError,
  type RunSnapshot,
  type StartedRun,
  type Step,
  toActionError,
  type Verdict,
} from '../../core/index.js'
import { plainPhrase, type PublishedEnd } from '../summary/index.js'
import { isFullCommitId, present } from '../../text/index.js'
import { type Budget, type BudgetParts, openBudget } from './budget.js'
import type { WantedCheck } from './check-inputs.js'
import type { CheckRecord, OpenCheck } from './check-record.js'
import { type CheckMessages, emptyToken, reportTrouble } from './check-messages.js'
import { endReport, liveReport, shortTitle, urlOf } from './run-reports.js'
import type { EndReport, Published, Publisher, Subject } from './publisher.js'

const OPEN_MS = 5_000
const END_MS = 20_000
const PROGRESS_MS = 30_000
const MOST_PROGRESS = 20

export interface RunCheckParts extends BudgetParts {
  readonly wanted: WantedCheck
  /** What is asked for; absent for a tag or the task's own default. */
  readonly commit?: string
  /** Called when something is to be published, not before. Undefined without a token. */
  readonly publisher: () => Publisher | undefined
  readonly messages: CheckMessages
  readonly save: (record: CheckRecord) => void
  /** Takes known secrets out of remote text. */
  readonly star: (text: string) => string
  readonly setUrl: (url: string) => void
}

/** The check of one run on its commit. Its methods never throw, and no failure of it changes the step's verdict. */
export class RunCheck {
  readonly #parts: RunCheckParts
  #publisher: Publisher | undefined
  #run: StartedRun | undefined
  #startedAt: number | undefined
  #reported: string | undefined
  #published: Published = {}
  #over = false
  #opening: Promise<void> | undefined
  #progress: Promise<void> | undefined
  readonly #ended = new AbortController()

  constructor(parts: RunCheckParts) {
    this.#parts = parts
  }

  /** Publishes that the run was started, and then which step it is at, by `steps`. Nobody waits for either. */
  started(run: StartedRun, steps: (signal: AbortSignal) => Promise<readonly Step[]>): void {
    this.known(run)
    if (this.#parts.commit === undefined) return
    this.#save({})
    this.#opening = this.#open(run)
    this.#progress = this.#opening.then(() => this.#follow(run, steps))
  }

  /** The run that the check is of; nothing is published before its end. */
  known(run: StartedRun): void {
    this.#run = run
    this.#startedAt = this.#parts.clock.now()
  }

  seen({ facts }: RunSnapshot): void {
    this.#reported = facts.commit ?? this.#reported
  }

  /** Publishes the end, whatever it is, with what the job summary says. */
  async complete(verdict: Verdict, text: PublishedEnd): Promise<void> {
    this.#ended.abort()
    const report = endReport(verdict, text, {
      ...(this.#run && { run: this.#run }),
      ...present({ asked: this.#parts.commit, reported: this.#reported }),
    })
    const subject = this.#subject()
    if (this.#over) return
    if (subject === undefined) {
      const { kind, name } = this.#parts.wanted
      this.#parts.messages.line(`The ${kind} "${name}" is not published: no commit is known.`)
      return
    }
    this.#save({ conclusion: report.conclusion, title: shortTitle(report, this.#run) })
    const budget = openBudget(this.#parts, END_MS)
    try {
      await within(Promise.all([this.#opening, this.#progress]), budget)
      if (this.#isOver()) return
      await this.#publish(subject, report, budget)
    } catch (cause) {
      this.#tell(toActionError(cause))
    } finally {
      budget.close()
    }
  }

  async #open(run: StartedRun): Promise<void> {
    const subject = this.#subject()
    const publisher = this.#connect()
    if (subject === undefined || publisher === undefined) return
    const budget = openBudget(this.#parts, OPEN_MS)
    try {
      const report = { ...liveReport(run, 'was started'), ...urlOf(run) }
      this.#made(await publisher.open(subject, report, budget))
      this.#save({})
    } catch (cause) {
      // After a transient error `complete` makes the check, with its verdict.
      const error = toActionError(cause)
      if (!error.transient) this.#giveUp(error)
    } finally {
      budget.close()
    }
  }

  /** Publishes now and then which step is running; the first failure ends that. */
  async #follow(
    run: StartedRun,
    steps: (signal: AbortSignal) => Promise<readonly Step[]>,
  ): Promise<void> {
    const { clock } = this.#parts
    const { signal } = this.#ended
    let shown = ''
    for (let updates = 0; updates < MOST_PROGRESS;) {
      await clock.sleep(PROGRESS_MS, signal)
      const publisher = this.#publisher
      if (signal.aborted || this.#over || publisher?.progress === undefined) return
      const list = await steps(signal).catch((): readonly Step[] => [])
      const step = list.findLast(({ status }) => status === 'running')?.name
      if (step === undefined || step === shown || this.#isOver()) continue
      const budget = openBudget(this.#parts, OPEN_MS)
      try {
        const report = liveReport(run, `is at step ${plainPhrase(this.#parts.star(step), 128)}`)
        await publisher.progress({ ...report, ...urlOf(run) }, budget)
      } catch {
        return
      } finally {
        budget.close()
      }
      shown = step
      updates += 1
    }
  }

  async #publish(subject: Subject, report: EndReport, budget: Budget): Promise<void> {
    const publisher = this.#connect()
    if (publisher === undefined) return
    this.#made(await publisher.complete(subject, report, budget))
    this.#finish()
    const missing = (await publisher.rest?.(subject, report, budget)) ?? 0
    const { messages, wanted } = this.#parts
    if (missing === 0) return
    const all = report.annotations.length
    messages.line(`${missing} of ${all} annotations are not in the check "${wanted.name}".`)
  }

  #connect(): Publisher | undefined {
    if (this.#over) return undefined
    this.#publisher ??= this.#parts.publisher()
    if (this.#publisher === undefined) this.#giveUp(emptyToken(this.#parts.wanted))
    return this.#publisher
  }

  #made(published: Published): void {
    this.#published = { ...this.#published, ...published }
    const { url } = this.#published
    if (url !== undefined) this.#parts.setUrl(url)
  }

  #giveUp(error: ActionError): void {
    this.#finish()
    reportTrouble(this.#parts.wanted, error, this.#parts.messages)
  }

  /** After a transient error the post step tries again. */
  #tell(error: ActionError): void {
    const { wanted, messages } = this.#parts
    if (!error.transient) this.#giveUp(error)
    else reportTrouble(wanted, error.with({ hint: 'The post step tries again.' }), messages)
  }

  #finish(): void {
    this.#over = true
    this.#parts.save({ phase: 'over' })
  }

  /** A method, because within another one the compiler assumes that the field doesn't change. */
  #isOver(): boolean {
    return this.#over
  }

  #save(more: Pick<OpenCheck, 'conclusion' | 'title'>): void {
    const subject = this.#subject()
    if (subject === undefined || this.#over) return
    const { id } = this.#published
    this.#parts.save({
      phase: 'open',
      commit: subject.commit,
      externalId: subject.externalId,
      ...(id !== undefined && { id }),
      ...(this.#run && { run: this.#run.name, ...urlOf(this.#run) }),
      ...more,
    })
  }

  #subject(): Subject | undefined {
    const { wanted } = this.#parts
    const commit = this.#parts.commit ?? this.#reported
    if (commit === undefined || !isFullCommitId(commit)) return undefined
    return {
      name: wanted.name,
      commit: commit.toLowerCase(),
      externalId: `${wanted.origin}${this.#run?.number ?? ''}`,
      ...(this.#startedAt !== undefined && { startedAt: this.#startedAt }),
    }
  }
}

/** Waits for the work, but not beyond the budget, whatever limits the work has of its own. */
async function within(work: Promise<unknown>, { signal }: Budget): Promise<void> {
  await Promise.race([work, aborted(signal)])
}
