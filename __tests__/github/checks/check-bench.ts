import type { ActionError } from '../../../src/core/errors.js'
import type { StartedRun, Step } from '../../../src/core/run.js'
import type { LocatedFinding } from '../../../src/findings/located.js'
import type { WantedCheck } from '../../../src/github/checks/check-inputs.js'
import type { CheckRecord } from '../../../src/github/checks/check-record.js'
import { publisherOf } from '../../../src/github/checks/publisher-of.js'
import { RunCheck } from '../../../src/github/checks/run-check.js'
import type { Verdict } from '../../../src/core/gate.js'
import {
  type GithubOptions,
  type GithubSimulator,
  startGithub,
} from '../../simulator/github/index.js'
import { COMMIT } from '../../support/ids.js'
import { VirtualClock } from '../../support/virtual-clock.js'
import { GithubWays, wantedAt } from './github-means.js'

export const RUN: StartedRun = {
  ref: { build: 7 },
  name: 'build #7',
  number: '7',
  url: 'https://console.example.com/7',
  commit: COMMIT,
}
export const GOOD: Verdict = { status: 'succeeded', exitCode: 0, message: 'Build #7 succeeded.' }

/** A check over the real adapters, against the simulated GitHub, on a virtual clock. */
export class CheckBench {
  readonly clock = new VirtualClock()
  readonly cancel = new AbortController()
  readonly warnings: ActionError[] = []
  readonly lines: string[] = []
  readonly records: CheckRecord[] = []
  readonly urls: string[] = []
  readonly github: GithubSimulator
  readonly check: RunCheck
  readonly #ways: GithubWays

  private constructor(
    github: GithubSimulator,
    clock: VirtualClock,
    wanted: Partial<WantedCheck>,
    commit: string | undefined,
  ) {
    this.github = github
    this.clock = clock
    this.#ways = new GithubWays(clock)
    const runUrl = 'https://github.com/octo/app/actions/runs/4711'
    const whole = wantedAt(github.url, { runUrl, ...wanted })
    const star = (text: string): string => text.replaceAll('hunter22', '***')
    const parts = { clock, random: () => 0.5, star }
    this.check = new RunCheck({
      ...parts,
      wanted: whole,
      cancel: this.cancel.signal,
      ...(commit !== undefined && { commit }),
      publisher: () => publisherOf(whole, this.#ways.open, parts),
      messages: {
        line: (text) => void this.lines.push(text),
        warning: (warning) => void this.warnings.push(warning),
      },
      save: (record) => void this.records.push(record),
      setUrl: (url) => void this.urls.push(url),
    })
  }

  /** Of a run of a commit. */
  static async with(
    wanted: Partial<WantedCheck> = {},
    options: GithubOptions = {},
  ): Promise<CheckBench> {
    const clock = new VirtualClock()
    return new CheckBench(await startGithub({ clock, ...options }), clock, wanted, COMMIT)
  }

  /** Of a run of a tag, whose commit nobody named. */
  static async withoutCommit(wanted: Partial<WantedCheck> = {}): Promise<CheckBench> {
    const clock = new VirtualClock()
    return new CheckBench(await startGithub({ clock }), clock, wanted, undefined)
  }

  get routes(): string[] {
    return this.github.requests.map(({ route }) => route)
  }

  /** A run from its start to its end, so much later. */
  async run(
    lastsMs: number,
    findings: readonly LocatedFinding[] = [],
    steps: () => readonly Step[] = () => [],
  ): Promise<void> {
    this.check.started(RUN, () => Promise.resolve(steps()))
    await this.clock.sleep(lastsMs)
    await this.complete(findings)
  }

  complete(findings: readonly LocatedFinding[] = [], verdict = GOOD): Promise<void> {
    return this.check.complete(verdict, { title: 'Build #7 succeeded', summary: 'All.', findings })
  }

  async close(): Promise<void> {
    this.#ways.close()
    await this.github.close()
  }
}

export function findings(count: number): readonly LocatedFinding[] {
  return Array.from({ length: count }, (_, n) => ({
    severity: n % 2 === 0 ? ('warning' as const) : ('error' as const),
    file: 'src/cart.c',
    line: n + 1,
    column: 3,
    message: `problem ${n}`,
  }))
}
