import { type Duration, milliseconds } from '../duration.js'

export interface PhasePlan {
  readonly name: string
  readonly lines: readonly string[]
  /** Absent: an even share of the time that is left. */
  readonly lastsMs?: number
  readonly status: string
  readonly context?: { readonly statusCode: string; readonly message: string }
}

export interface CodeBuildPlan {
  /** Until BatchGetBuilds knows the build. */
  readonly appearsAfterMs: number
  readonly queuedMs: number
  readonly phases: readonly PhasePlan[]
  /** From the machine's beginning to the end; absent: the sum of the phases, a second at least. */
  readonly runsMs?: number
  readonly endWord: string
  readonly stop: { readonly kind: 'stops'; readonly afterMs: number } | { readonly kind: 'ignored' }
  readonly log: {
    readonly isOff: boolean
    /** Until the group and stream are there, from the machine's beginning; undefined: they never are. */
    readonly appearsAfterMs: number | undefined
    readonly lagMs: number
    readonly lateTail?: { readonly afterMs: number; readonly events: number }
    /** Whether the agent says that its last phase is complete. */
    readonly closes: boolean
  }
  readonly artifacts?: { readonly location: string; readonly sha256sum?: string }
  /** Words that are told instead of the truth, by milliseconds after the start. */
  readonly claims: readonly {
    readonly word: string
    readonly fromMs: number
    readonly untilMs: number
  }[]
}

const DEFAULT_PLAN: CodeBuildPlan = {
  appearsAfterMs: 0,
  queuedMs: 0,
  phases: [],
  endWord: 'SUCCEEDED',
  stop: { kind: 'stops', afterMs: 0 },
  log: { isOff: false, appearsAfterMs: 0, lagMs: 0, closes: true },
  claims: [],
}

/** Writes down how a build of a project will go. Each method gives a new scenario. */
export class CodeBuildScenario {
  readonly plan: CodeBuildPlan

  constructor(plan: CodeBuildPlan = DEFAULT_PLAN) {
    this.plan = plan
  }

  appearsAfter(delay: Duration): CodeBuildScenario {
    return this.#with({ appearsAfterMs: milliseconds(delay) })
  }

  queuedFor(wait: Duration): CodeBuildScenario {
    return this.#with({ queuedMs: milliseconds(wait) })
  }

  phase(
    name: string,
    lines: number | readonly string[] = [],
    traits: Partial<Pick<PhasePlan, 'status' | 'context'>> & { readonly lasts?: Duration } = {},
  ): CodeBuildScenario {
    const { lasts, ...rest } = traits
    const one: PhasePlan = {
      name,
      lines: typeof lines === 'number' ? numbered(lines) : lines,
      status: 'SUCCEEDED',
      ...rest,
      ...(lasts !== undefined && { lastsMs: milliseconds(lasts) }),
    }
    return this.#with({ phases: [...this.plan.phases, one] })
  }

  runsFor(time: Duration): CodeBuildScenario {
    return this.#with({ runsMs: milliseconds(time) })
  }

  succeedsAfter(time: Duration): CodeBuildScenario {
    return this.runsFor(time).endsWith('SUCCEEDED')
  }

  endsWith(endWord: string): CodeBuildScenario {
    return this.#with({ endWord })
  }

  /** The last phase fails, with what the service says of it. */
  failsWith(message: string, statusCode = 'COMMAND_EXECUTION_ERROR'): CodeBuildScenario {
    const failed = { status: 'FAILED', context: { statusCode, message } }
    const phases = this.plan.phases.map((one, at, all) =>
      at === all.length - 1 ? { ...one, ...failed } : one,
    )
    return this.#with({ phases, endWord: 'FAILED' })
  }

  stopTakes(time: Duration): CodeBuildScenario {
    return this.#with({ stop: { kind: 'stops', afterMs: milliseconds(time) } })
  }

  ignoresStop(): CodeBuildScenario {
    return this.#with({ stop: { kind: 'ignored' } })
  }

  claims(word: string, from: Duration, until: Duration): CodeBuildScenario {
    const claim = { word, fromMs: milliseconds(from), untilMs: milliseconds(until) }
    return this.#with({ claims: [...this.plan.claims, claim] })
  }

  artifact(location: string, sha256sum?: string): CodeBuildScenario {
    const checksum = sha256sum === undefined ? {} : { sha256sum }
    return this.#with({ artifacts: { location, ...checksum } })
  }

  ingestionLag(time: Duration): CodeBuildScenario {
    return this.#log({ lagMs: milliseconds(time) })
  }

  /** The last events can be read only so long after the end. */
  lateTail(after: Duration, events: number): CodeBuildScenario {
    return this.#log({ lateTail: { afterMs: milliseconds(after), events } })
  }

  logAppearsAfter(time: Duration): CodeBuildScenario {
    return this.#log({ appearsAfterMs: milliseconds(time) })
  }

  logNeverAppears(): CodeBuildScenario {
    return this.#log({ appearsAfterMs: undefined })
  }

  logsOff(): CodeBuildScenario {
    return this.#log({ isOff: true })
  }

  withoutClosing(): CodeBuildScenario {
    return this.#log({ closes: false })
  }

  #log(part: Partial<CodeBuildPlan['log']>): CodeBuildScenario {
    return this.#with({ log: { ...this.plan.log, ...part } })
  }

  #with(part: Partial<CodeBuildPlan>): CodeBuildScenario {
    return new CodeBuildScenario({ ...this.plan, ...part })
  }
}

export function project(): CodeBuildScenario {
  return new CodeBuildScenario()
}

function numbered(count: number): readonly string[] {
  return Array.from({ length: count }, (_, at) => `line ${at + 1}`)
}
