import type { Duration } from './duration.js'
import type { LogContent } from './log-content.js'

/** All that is settled about a build before it starts. Written by the fluent `build()`. */
export interface BuildPlan {
  /** From the start call until the record can be read; before that it is "not found". */
  readonly appearsAfterMs: number
  readonly queuedMs: number
  readonly steps: readonly StepPlan[]
  /** Time between execution and end; absent: as long as the steps take. */
  readonly runsForMs?: number
  readonly outcome: OutcomePlan
  readonly log: LogPlan
  readonly stop: StopPlan
  /** What the record says was built: the commit asked for, nothing, or another one. */
  readonly commit: 'same' | null | { readonly other: string }
  /** Where record-info tells another story than the lists. */
  readonly recordCommit?: string | null
  readonly claims: readonly Claim[]
  readonly queuedWord: string
  readonly runningWord: string
  readonly products: readonly Product[]
}

export interface StepPlan {
  readonly name: string
  readonly plugin: string
  /** Hidden steps (the checkout, for one) write to the log, but aren't listed. */
  readonly hidden: boolean
  /** The service's word for the step's end; absent: `error` for the last one of a failing build, else `success`. */
  readonly ends?: string
  readonly lastsMs?: number
  readonly content: readonly LogContent[]
}

export interface OutcomePlan {
  readonly word: string
  readonly finishTime: boolean
  /** A build that was refused by the scheduler: no execution, no log, no history. */
  readonly neverExecuted: boolean
  readonly errMsg: string | null
}

export interface LogPlan {
  /** How long a written line takes to become readable. */
  readonly lagMs: number
  /** The last lines, readable only so long after the end. */
  readonly lateTail?: { readonly lines: number; readonly afterMs: number }
  readonly closingLine: 'bare' | 'stamped' | 'none'
  /** Lines by the system where a step begins and ends. */
  readonly marks: boolean
  /** The account's language decides how time stamps look. */
  readonly stamps: 'chinese' | 'english'
}

/** What a stop request does. `denied` says "already ended" of a build that runs. */
export type StopPlan =
  | { readonly kind: 'stops'; readonly afterMs: number }
  | { readonly kind: 'ignored' }
  | { readonly kind: 'denied' }

/** For a while, the record says this word instead of the truth. Times count from the start call. */
export interface Claim {
  readonly word: string
  readonly fromMs: number
  readonly untilMs: number
  readonly finishTime: boolean
}

/** A build product as output-info lists it. `single` ones stand alone in `package_info`. */
export interface Product {
  readonly kind: 'package' | 'image' | 'single'
  readonly name: string
  readonly version: string
  readonly packageType: string | null
  readonly type: string | null
  readonly uri: string
}

export interface StepTraits {
  readonly plugin?: string
  readonly hidden?: boolean
  readonly ends?: string
  readonly lasts?: Duration
}
