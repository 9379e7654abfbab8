import { toActionError } from '../../core/index.js'
import { type BudgetParts, openBudget } from './budget.js'
import type { WantedCheck } from './check-inputs.js'
import { type CheckVoice, emptyToken, tellTrouble } from './check-voice.js'
import type { EndReport, Publisher, Subject } from './publisher.js'

/** The post step has time, but nobody wants to wait for it. */
const POST_MS = 10_000

export interface LeftCheckParts extends BudgetParts {
  readonly wanted: WantedCheck
  /** Undefined without a token. */
  readonly publisher: Publisher | undefined
  readonly voice: CheckVoice
}

/** Completes the check that main left. Never throws: the post step doesn't fail because of it. */
export async function completeLeftCheck(
  { wanted, publisher, voice, ...parts }: LeftCheckParts,
  subject: Subject,
  report: EndReport,
): Promise<void> {
  if (publisher === undefined) {
    tellTrouble(wanted, emptyToken(wanted), voice)
    return
  }
  const budget = openBudget(parts, POST_MS)
  try {
    await publisher.complete(subject, report, budget)
    voice.line(`The ${wanted.kind} "${wanted.name}" is completed (${report.conclusion}).`)
  } catch (error) {
    tellTrouble(wanted, toActionError(error), voice)
  } finally {
    budget.close()
  }
}
