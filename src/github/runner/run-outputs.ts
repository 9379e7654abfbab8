import type { Artifact, EndedRun, Step } from '../../core/index.js'
import type { Secrets } from '../../text/index.js'
import { starredArtifact, starredStep } from '../starred-report.js'
import type { SetOutput } from './outputs.js'

/** The facts of a run that an action may have outputs for; each is set as soon as it is known. */
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

/** Which output of an action holds which fact of the run; a fact that isn't named has no output. */
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

/** Of both lists: GitHub takes 1 MB of a job's outputs. */
const MOST_LIST_BYTES = 256 * 1_024

/** What is known only at the end. `steps` and `artifacts` may be empty, but are always JSON arrays. */
export interface EndFacts {
  readonly ended: EndedRun
  readonly steps: readonly Step[]
  readonly artifacts: readonly Artifact[]
  readonly secrets: Secrets
  readonly warn: (text: string) => void
}

export function setEndOutputs(
  set: SetFact,
  facts: EndFacts,
  /** How the action's output has an artifact, whose texts are without secrets by then. */
  shown: (artifact: Artifact) => object = (artifact) => artifact,
): void {
  const { steps, artifacts, secrets, warn } = facts
  const { queuedMs, durationMs } = facts.ended.facts
  if (queuedMs !== undefined) set('queuedSeconds', seconds(queuedMs))
  if (durationMs !== undefined) set('durationSeconds', seconds(durationMs))
  const star = (text: string): string => secrets.starred(text)
  const shownSteps = listOf(
    steps.map((step) => starredStep(step, star)),
    MOST_LIST_BYTES,
  )
  const left = MOST_LIST_BYTES - Buffer.byteLength(shownSteps.json)
  const shownArtifacts = listOf(
    artifacts.map((artifact) => shown(starredArtifact(artifact, star))),
    left,
  )
  set('steps', shownSteps.json)
  set('artifacts', shownArtifacts.json)
  const missing = shownSteps.missing + shownArtifacts.missing
  if (missing > 0) {
    warn(
      `Outputs steps and artifacts take ${MOST_LIST_BYTES / 1_024} kB: ${missing} of their entries are left out.`,
    )
  }
}

/** The first elements, as many as fit. */
function listOf(
  elements: readonly object[],
  mostBytes: number,
): { readonly json: string; readonly missing: number } {
  const kept: string[] = []
  let left = mostBytes - '[]'.length
  for (const element of elements) {
    const json = JSON.stringify(element)
    left -= Buffer.byteLength(json) + ','.length
    if (left < 0) break
    kept.push(json)
  }
  return { json: `[${kept.join(',')}]`, missing: elements.length - kept.length }
}

function seconds(ms: number): string {
  return String(Math.max(0, ms) / 1_000)
}
