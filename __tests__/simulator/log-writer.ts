import type { LogPlan } from './plan.js'
import { logStamp } from './service-time.js'
import type { TimedStep } from './timeline.js'

/** One piece of a log. `step` counts all steps, hidden ones too; the closing line belongs to none. */
export interface Writing {
  readonly atMs: number
  readonly text: string
  readonly step?: number
}

export interface Execution {
  readonly startedAt: number
  readonly endedAt: number
  /** The word of the closing line. */
  readonly word: string
}

/** All that a build writes, in order; what would come after its end is never written. */
export function* writeLog(
  steps: readonly TimedStep[],
  plan: LogPlan,
  run: Execution,
): Generator<Writing> {
  const stamp = stamper(plan)
  for (const [index, step] of steps.entries()) {
    for (const { atMs, text } of writeStep(step, plan, run.startedAt, stamp)) {
      if (atMs > run.endedAt) break
      yield { atMs, text, step: index }
    }
  }
  const at = run.endedAt
  if (plan.closingLine === 'none') return
  const prefix = plan.closingLine === 'stamped' ? `${stamp(at)} ` : ''
  yield { atMs: at, text: `${prefix}Finished: ${run.word}\n` }
}

function* writeStep(
  step: TimedStep,
  { marks }: LogPlan,
  startedAt: number,
  stamp: Stamper,
): Generator<Writing> {
  const mark = (ms: number, what: string) => ({
    atMs: ms,
    text: `${stamp(ms)} [INFO] [${step.plan.name}:${step.plan.plugin}] : ${what}\n`,
  })
  if (step.beginMs === Infinity) return
  if (marks) yield mark(startedAt + step.beginMs, 'The step starts.')
  for (const { content, fromMs, spanMs } of step.parts) {
    for (let index = 0; index < content.pieces; index += 1) {
      const atMs = Math.floor(startedAt + fromMs + (spanMs * (index + 1)) / content.pieces)
      const text = content.piece(index)
      yield { atMs, text: content.stamped ? `${stamp(atMs)} ${text}\n` : text }
    }
  }
  if (marks) yield mark(startedAt + step.endMs, 'The step is complete.')
}

type Stamper = (ms: number) => string

/** Lines of a burst share their stamp: it is written once. */
function stamper({ stamps }: LogPlan): Stamper {
  let lastMs = NaN
  let last = ''
  return (ms) => {
    if (ms !== lastMs) last = logStamp(ms, stamps)
    lastMs = ms
    return last
  }
}
