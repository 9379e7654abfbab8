import { setOutput } from '@actions/core'
import type { Artifact, EndedRun, Secret, Step } from '../../core/index.js'
import { starred } from '../../text/index.js'
import type { Console } from './console.js'

/** The outputs in which a run's facts are told. */
export type RunOutput =
  | 'build-number'
  | 'daily-build-number'
  | 'record-id'
  | 'url'
  | 'commit'
  | 'remote-status'
  | 'queued-seconds'
  | 'duration-seconds'
  | 'steps'
  | 'artifacts'

/** Sets one output at once, so that it survives a kill; the last value counts, the same one is written once. */
export type SetOutput<Name extends string> = (name: Name, value: string) => void

/** The outputs of one action, by the names of its action.yml. */
export interface StepOutputs<Name extends string> {
  readonly set: SetOutput<Name>
  /** Values that are starred in outputs from here on, longest first. */
  star(secrets: readonly Secret[]): void
  /** Whether an output could not be written: what reads it would go by an older value, or by none. */
  readonly incomplete: boolean
}

/** Outputs reach other jobs and files unmasked, so known secrets are starred in them. */
export function stepOutputs<Name extends string>(console: Console): StepOutputs<Name> {
  let secrets: readonly Secret[] = []
  const written = new Map<Name, string>()
  let incomplete = false
  const set: SetOutput<Name> = (name, value) => {
    const safe = starred(value, secrets)
    if (written.get(name) === safe) return
    try {
      setOutput(name, safe)
      written.set(name, safe)
    } catch {
      // Said once, and the build goes on; the step is red at the end, because others decide by its outputs.
      if (!incomplete)
        console.annotate('error', `Output ${name} can't be written to GITHUB_OUTPUT.`)
      incomplete = true
    }
  }
  return {
    set,
    star: (values) => (secrets = values),
    get incomplete() {
      return incomplete
    },
  }
}

/** What is known only at the end. `steps` and `artifacts` may be empty, but are always JSON arrays. */
export interface EndFacts {
  readonly ended: EndedRun
  readonly steps: readonly Step[]
  readonly artifacts: readonly Artifact[]
  readonly secrets: readonly Secret[]
}

export function setEndOutputs(
  set: SetOutput<RunOutput>,
  { ended, steps, artifacts, secrets }: EndFacts,
): void {
  const { queuedMs, durationMs } = ended.facts
  if (queuedMs !== undefined) set('queued-seconds', seconds(queuedMs))
  if (durationMs !== undefined) set('duration-seconds', seconds(durationMs))
  set('steps', jsonOf(steps, secrets))
  set('artifacts', jsonOf(artifacts, secrets))
}

function seconds(ms: number): string {
  return String(Math.max(0, ms) / 1_000)
}

/** Starred before it is JSON: a secret with a quote in it looks different afterwards. */
function jsonOf(items: readonly (Step | Artifact)[], secrets: readonly Secret[]): string {
  return JSON.stringify(items, (_name, value: unknown) =>
    typeof value === 'string' ? starred(value, secrets) : value,
  )
}
