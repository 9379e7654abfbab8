import { shortened } from '../../text/index.js'
import { type Budget, type BudgetParts, repeatedWrite } from './budget.js'
import type { CheckCalls } from './check-calls.js'
import { stateOf, type StatusState } from './conclusion.js'
import type { EndReport, LiveReport, Published, Publisher, Subject } from './publisher.js'

/** Longer ones are refused (GitHub REST API, "Commit statuses"). */
const LONGEST_DESCRIPTION_CHARS = 140

/** Shows a run as one commit status: the latest of a context counts, so that a repeated one does no harm. */
export class StatusPublisher implements Publisher {
  readonly #calls: CheckCalls
  readonly #parts: Pick<BudgetParts, 'clock' | 'random'>
  readonly #fallbackUrl: string | undefined

  /** `fallbackUrl` is where the status leads when the run has no page. */
  constructor(
    calls: CheckCalls,
    parts: Pick<BudgetParts, 'clock' | 'random'>,
    fallbackUrl: string | undefined,
  ) {
    this.#calls = calls
    this.#parts = parts
    this.#fallbackUrl = fallbackUrl
  }

  open(subject: Subject, report: LiveReport, budget: Budget): Promise<Published> {
    return this.#post(subject, 'pending', report, budget)
  }

  complete(subject: Subject, report: EndReport, budget: Budget): Promise<Published> {
    return this.#post(subject, stateOf(report.conclusion), report, budget)
  }

  async #post(
    { name, commit }: Subject,
    state: StatusState,
    { title, url = this.#fallbackUrl }: LiveReport,
    budget: Budget,
  ): Promise<Published> {
    const status = {
      commit,
      context: name,
      state,
      description: shortened(title, LONGEST_DESCRIPTION_CHARS),
      ...(url !== undefined && { target_url: url }),
    }
    const shown = await repeatedWrite(
      () => this.#calls.createStatus(status, budget.signal),
      this.#parts,
      budget,
    )
    const target = shown ?? url
    return target === undefined ? {} : { url: target }
  }
}
