import type { Budget } from './budget.js'
import type { CheckAnnotation } from './check-calls.js'
import type { CheckConclusion } from './conclusion.js'

/** What is published on a commit while its run goes on. */
export interface LiveReport {
  /** Plain text on one line. */
  readonly title: string
  /** Markdown in which remote text is inert. */
  readonly summary: string
  /** The run's own page. */
  readonly url?: string
}

/** What is published once the run has ended. */
export interface EndReport extends LiveReport {
  readonly conclusion: CheckConclusion
  /** The worst first. */
  readonly annotations: readonly CheckAnnotation[]
}

/** What the report is published as: names the run on GitHub. */
export interface Subject {
  readonly name: string
  readonly commit: string
  /** What finds the check again; of a run without a number its last part is empty. */
  readonly externalId: string
  /** Epoch milliseconds. */
  readonly startedAt?: number
}

/** What was published. */
export interface Published {
  /** Of a check run; a status has none. */
  readonly id?: number
  /** Its page. */
  readonly url?: string
}

/** A way to show a run on its commit. Every method throws `ActionError`. */
export interface Publisher {
  open(subject: Subject, report: LiveReport, budget: Budget): Promise<Published>
  /** Absent: nothing is published between start and end. */
  progress?(report: LiveReport, budget: Budget): Promise<void>
  /** The verdict, with as much as fits in one request. */
  complete(subject: Subject, report: EndReport, budget: Budget): Promise<Published>
  /** What did not fit; how many annotations could not be written. */
  rest?(subject: Subject, report: EndReport, budget: Budget): Promise<number>
}
