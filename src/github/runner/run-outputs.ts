import type { Artifact, EndedRun, Step } from '../../core/index.js'
import type { Secrets } from '../../text/index.js'
import { starredArtifact, starredStep } from '../starred-report.js'
import type { SetOutput } from './outputs.js'

/** What outputs may tell of a run, each as soon as it is known. */
export type RunFact =
  | 'number'
  | 'dailyNumber'
  | 'recordId'
  | 'url'
  | 'commit'
  | 'word'
  | 'queuedSeconds'
  | 'durationSeconds'
  | 'steps'
  | 'artifacts'
  | 'logFile'

export type SetFact = (fact: RunFact, value: string) => void

/** What an action calls a run's facts among its outputs; a fact that isn't named has no output. */
export type RunOutputs<Name extends string> = Readonly<Partial<Record<RunFact, Name>>>

export function runOutputs<Name extends string>(
  set: SetOutput<Name>,
  names: RunOutputs<Name>,
): SetFact {
  return (fact, value) => {
    const name = names[fact]
    if (name !== undefined) set(name, value)
  }
}

/** What is known only at the end. `steps` and `artifacts` may be empty, but are always JSON arrays. */
export interface EndFacts {
  readonly ended: EndedRun
  readonly steps: readonly Step[]
  readonly artifacts: readonly Artifact[]
  readonly secrets: Secrets
}

export function setEndOutputs(set: SetFact, { ended, steps, artifacts, secrets }: EndFacts): void {
  const { queuedMs, durationMs } = ended.facts
  if (queuedMs !== undefined) set('queuedSeconds', seconds(queuedMs))
  if (durationMs !== undefined) set('durationSeconds', seconds(durationMs))
  const star = (text: string): string => secrets.starred(text)
  set('steps', JSON.stringify(steps.map((step) => starredStep(step, star))))
  set('artifacts', JSON.stringify(artifacts.map((artifact) => starredArtifact(artifact, star))))
}

function seconds(ms: number): string {
  return String(Math.max(0, ms) / 1_000)
}
