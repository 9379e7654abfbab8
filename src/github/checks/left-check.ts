import { toActionError } from '../../core/index.js'
import { type BudgetParts, openBudget } from './budget.js'
import type { WantedCheck } from './check-inputs.js'
import { type CheckMessages, emptyToken, reportTrouble } from './check-messages.js'
import type { EndReport, Publisher, Subject } from './publisher.js'

/** The runner would wait longer for a post step, but people wait for the job. */
const POST_MS = 10_000

export interface LeftCheckParts extends BudgetParts {
  readonly wanted: WantedCheck
  /** Undefined without a token. */
  readonly publisher: Publisher | undefined
  readonly messages: CheckMessages
}

/** Completes the check that main left. Never throws: the post step doesn't fail because of it. */
export async function completeLeftCheck(
  { wanted, publisher, messages, ...parts }: LeftCheckParts,
  subject: Subject,
  report: EndReport,
): Promise<void> {
  if (publisher === undefined) {
    reportTrouble(wanted, emptyToken(wanted), messages)
    return
  }
  const budget = openBudget(parts, POST_MS)
  try {
    await publisher.complete(subject, report, budget)
    messages.line(`The ${wanted.kind} "${wanted.name}" is completed (${report.conclusion}).`)
  } catch (error) {
    reportTrouble(wanted, toActionError(error), messages)
  } finally {
    budget.close()
  }
}
