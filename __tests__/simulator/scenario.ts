import { type Duration, milliseconds } from './duration.js'
import { type LogContent, text } from './log-content.js'
import type {
  BuildPlan,
  LogPlan,
  OutcomePlan,
  Product,
  StepPlan,
  StepTraits,
  StopPlan,
} from './plan.js'

const DEFAULT_PLAN: BuildPlan = {
  appearsAfterMs: 0,
  queuedMs: 0,
  steps: [],
  outcome: { word: 'SUCCESS', finishTime: true, neverExecuted: false, errMsg: null },
  log: { lagMs: 0, closingLine: 'bare', marks: true, stamps: 'chinese' },
  stop: { kind: 'stops', afterMs: 0 },
  commit: 'same',
  claims: [],
  queuedWord: 'INQUEUE',
  runningWord: 'RUNNING',
  products: [],
}

/** Where an end differs from the plain one: a finish time in the record, the service's reason. */
export interface EndTraits {
  readonly finishTime?: boolean
  readonly errMsg?: string
}

/**
 * Writes down how a build will go. Each method gives a new scenario, so that one can be the start of several.
 * Untold, a build is queued for no time, takes no step and succeeds after a second.
 */
export class Scenario {
  readonly plan: BuildPlan

  constructor(plan: BuildPlan = DEFAULT_PLAN) {
    this.plan = plan
  }

  /** The start is answered at once, the record can be read only so much later. */
  appearsAfter(delay: Duration): Scenario {
    return this.#with({ appearsAfterMs: milliseconds(delay) })
  }

  queuedFor(wait: Duration): Scenario {
    return this.#with({ queuedMs: milliseconds(wait) })
  }

  /** A step and what it writes; a string is text as it stands. */
  step(
    name: string,
    content: string | LogContent | readonly LogContent[] = [],
    traits: StepTraits = {},
  ): Scenario {
    const one: StepPlan = {
      name,
      plugin: traits.plugin ?? 'external_post_shell',
      hidden: traits.hidden ?? false,
      content: typeof content === 'string' ? [text(content)] : [content].flat(),
      ...(traits.ends === undefined ? {} : { ends: traits.ends }),
      ...(traits.lasts === undefined ? {} : { lastsMs: milliseconds(traits.lasts) }),
    }
    return this.#with({ steps: [...this.plan.steps, one] })
  }

  /** A step that the log shows and history-details doesn't list. */
  hiddenStep(name: string, content: string | LogContent = ''): Scenario {
    return this.step(name, content, { hidden: true, plugin: 'checkout' })
  }

  /** How long the execution takes at least; steps without a time of their own share it. */
  runsFor(time: Duration): Scenario {
    return this.#with({ runsForMs: milliseconds(time) })
  }

  /** The service's word at the end, documented or not. */
  endsWith(word: string, traits: EndTraits = {}): Scenario {
    return this.#outcome({
      word,
      finishTime: traits.finishTime ?? true,
      errMsg: traits.errMsg ?? null,
    })
  }

  succeedsAfter(time: Duration): Scenario {
    return this.runsFor(time).endsWith('SUCCESS')
  }

  failsAfter(time: Duration): Scenario {
    return this.runsFor(time).endsWith('FAILURE')
  }

  /** Refused by the scheduler after the queue: no execution, no log, no history. */
  neverExecutes(word = 'SCHEDULE_FAILURE', errMsg?: string): Scenario {
    return this.#outcome({ word, neverExecuted: true, errMsg: errMsg ?? null })
  }

  /** A written line becomes readable only so much later. */
  ingestionLag(lag: Duration): Scenario {
    return this.#log({ lagMs: milliseconds(lag) })
  }

  /** The last lines become readable only so long after the end. */
  lateTail(after: Duration, lines = 20): Scenario {
    return this.#log({ lateTail: { afterMs: milliseconds(after), lines } })
  }

  /** Whether and how the log ends in `Finished: …`; `stamped` has the time prefix before it. */
  closingLine(closingLine: LogPlan['closingLine']): Scenario {
    return this.#log({ closingLine })
  }

  /** Leaves out the lines that mark where a step begins and ends. */
  withoutMarks(): Scenario {
    return this.#log({ marks: false })
  }

  /** Time stamps as accounts with this language see them. */
  stamps(stamps: LogPlan['stamps']): Scenario {
    return this.#log({ stamps })
  }

  stopTakes(latency: Duration): Scenario {
    return this.#stop({ kind: 'stops', afterMs: milliseconds(latency) })
  }

  /** Accepts the stop and runs on. */
  ignoresStop(): Scenario {
    return this.#stop({ kind: 'ignored' })
  }

  /** Answers a stop with "already ended", and runs on. */
  deniesStop(): Scenario {
    return this.#stop({ kind: 'denied' })
  }

  /** What the record says was built: `null` for nothing. */
  reportsCommit(commit: string | null): Scenario {
    return this.#with({ commit: commit === null ? null : { other: commit } })
  }

  /** What record-info says was built, whatever the lists say. */
  confirmsCommit(commit: string | null): Scenario {
    return this.#with({ recordCommit: commit })
  }

  /** Between these moments after the start call, the record says this word, whatever is true. */
  claims(word: string, from: Duration, until: Duration, traits: EndTraits = {}): Scenario {
    const claim = {
      word,
      fromMs: milliseconds(from),
      untilMs: milliseconds(until),
      finishTime: traits.finishTime ?? false,
    }
    return this.#with({ claims: [...this.plan.claims, claim] })
  }

  /** The words of a live build, which no document lists. */
  saysWhile(words: { readonly queued?: string; readonly running?: string }): Scenario {
    return this.#with({
      queuedWord: words.queued ?? this.plan.queuedWord,
      runningWord: words.running ?? this.plan.runningWord,
    })
  }

  products(products: readonly Product[]): Scenario {
    return this.#with({ products })
  }

  #with(part: Partial<BuildPlan>): Scenario {
    return new Scenario({ ...this.plan, ...part })
  }

  #outcome(part: Partial<OutcomePlan>): Scenario {
    return this.#with({ outcome: { ...this.plan.outcome, ...part } })
  }

  #log(part: Partial<LogPlan>): Scenario {
    return this.#with({ log: { ...this.plan.log, ...part } })
  }

  #stop(stop: StopPlan): Scenario {
    return this.#with({ stop })
  }
}

export function build(): Scenario {
  return new Scenario()
}

/** A product with what most tests don't care about filled in. */
export function product(name: string, traits: Partial<Product> = {}): Product {
  return {
    kind: 'package',
    name,
    version: '1.0.0',
    packageType: 'maven',
    type: null,
    uri: `https://devrepo.example.com/${name}`,
    ...traits,
  }
}
