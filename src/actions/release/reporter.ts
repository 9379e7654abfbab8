import type { RunReporter } from '../supervised/index.js'
import type { FollowedAction } from '../../clouds/huawei/servicestage/index.js'
import type { ActionError, RunFacts, RunSnapshot, StartedRun } from '../../core/index.js'
import { type Console, printWarning } from '../../github/runner/index.js'
import { duration } from '../../text/index.js'
import type { ReleaseOutput } from './outputs.js'

export interface ReleaseReporterParts {
  readonly console: Console
  readonly set: (name: ReleaseOutput, value: string) => void
  readonly now: () => number
  readonly action: FollowedAction
  /** The release task's id. */
  readonly pipelineId: string
}

const VERBS: Readonly<Record<FollowedAction, string>> = {
  start: 'Started',
  retry: 'Retrying',
  continue: 'Going on with',
  rollback: 'Rolling back',
}

/** Prints each change of a release's status, with its time, and what a person has to do: there is no log to follow. */
export class ReleaseReporter implements RunReporter {
  readonly #parts: ReleaseReporterParts
  #lastSeen: RunFacts | undefined
  #startedAt: number

  constructor(parts: ReleaseReporterParts) {
    this.#parts = parts
    this.#startedAt = parts.now()
  }

  started(run: StartedRun): void {
    const { action, pipelineId, set, now } = this.#parts
    this.#startedAt = now()
    this.note(`${VERBS[action]} ${run.name} of release task ${pipelineId}.`)
    set('execution-id', run.number)
  }

  seen(snapshot: RunSnapshot): void {
    const { facts, phase } = snapshot
    const before = this.#lastSeen
    this.#lastSeen = facts
    if (facts.code !== undefined) this.#parts.set('status-code', facts.code)
    if (facts.word !== before?.word) this.note(`Status ${facts.word} (after ${this.#elapsed}).`)
    const isNew = facts.waitsFor !== undefined && facts.waitsFor !== before?.waitsFor
    if (phase === 'waiting' && isNew) this.#parts.console.annotate('notice', facts.waitsFor)
  }

  get lastSeen(): RunFacts | undefined {
    return this.#lastSeen
  }

  get lastPrintedAt(): number {
    return this.#parts.console.lastWriteAt
  }

  alive(): void {
    const { word = 'not known yet', waitsFor } = this.#lastSeen ?? {}
    const what = waitsFor === undefined ? '' : ` ${waitsFor}`
    this.note(`Still status ${word} after ${this.#elapsed}.${what}`)
  }

  note(text: string): void {
    this.#parts.console.line(text)
  }

  warning(warning: ActionError): void {
    printWarning(this.#parts.console, warning)
  }

  get #elapsed(): string {
    return duration(this.#parts.now() - this.#startedAt)
  }
}
