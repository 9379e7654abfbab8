import type { LogContent } from './log-content.js'
import type { BuildPlan, StepPlan } from './plan.js'

/** Times count from the begin of the execution. A step that is never reached begins at infinity. */
export interface TimedStep {
  readonly plan: StepPlan
  readonly beginMs: number
  readonly endMs: number
  /** The service's word once it is over. */
  readonly ends: string
  readonly parts: readonly TimedPart[]
}

export interface TimedPart {
  readonly content: LogContent
  readonly fromMs: number
  readonly spanMs: number
}

export interface Timeline {
  readonly steps: readonly TimedStep[]
  readonly runsMs: number
}

const UNTOLD_SPAN_MS = 1_000

/** Gives every step and every piece of its log a time: told ones theirs, untold ones a share of what is left. */
export function timeline(plan: BuildPlan): Timeline {
  const ends = plan.steps.map((step, index) => endWord(plan, step, index))
  const broken = plan.outcome.word === 'SUCCESS' ? -1 : ends.indexOf('error')
  const reached = broken < 0 ? plan.steps : plan.steps.slice(0, broken + 1)
  const share = untoldShare(reached, plan.runsForMs)
  const steps: TimedStep[] = []
  let beginMs = 0
  for (const [index, step] of plan.steps.entries()) {
    const timed = index < reached.length ? timeStep(step, beginMs, share) : neverReached(step)
    steps.push({ ...timed, ends: ends[index] ?? '' })
    if (index < reached.length) beginMs = timed.endMs
  }
  const told = plan.runsForMs ?? (plan.steps.length === 0 ? UNTOLD_SPAN_MS : 0)
  return { steps, runsMs: Math.max(beginMs, told) }
}

/** Nothing is documented of a stopped build's steps; like those of a failed one, its last one is `error`. */
function endWord(plan: BuildPlan, step: StepPlan, index: number): string {
  if (step.ends !== undefined) return step.ends
  const told = plan.steps.some((other) => other.ends !== undefined && other.ends !== 'success')
  const last = plan.steps.findLastIndex((other) => !other.hidden)
  return plan.outcome.word !== 'SUCCESS' && !told && index === last ? 'error' : 'success'
}

function untoldShare(steps: readonly StepPlan[], runsForMs: number | undefined): number {
  const open = steps.filter((step) => step.lastsMs === undefined)
  const untold = sum(open.map((step) => untoldParts(step)))
  const told = sum(steps.map((step) => Math.max(step.lastsMs ?? 0, toldMs(step))))
  if (runsForMs === undefined) return UNTOLD_SPAN_MS
  return untold === 0 ? 0 : Math.max(0, runsForMs - told) / untold
}

function timeStep(step: StepPlan, beginMs: number, share: number): Omit<TimedStep, 'ends'> {
  const untold = step.content.filter((content) => content.overMs === undefined).length
  const ownShare =
    step.lastsMs === undefined ? share : Math.max(0, step.lastsMs - toldMs(step)) / (untold || 1)
  const parts: TimedPart[] = []
  let atMs = beginMs
  for (const content of step.content) {
    const spanMs = content.overMs ?? ownShare
    parts.push({ content, fromMs: atMs, spanMs })
    atMs += spanMs
  }
  const emptyMs = step.content.length === 0 ? ownShare : 0
  return { plan: step, beginMs, endMs: Math.max(atMs, beginMs + (step.lastsMs ?? emptyMs)), parts }
}

function neverReached(step: StepPlan): Omit<TimedStep, 'ends'> {
  return { plan: step, beginMs: Infinity, endMs: Infinity, parts: [] }
}

function untoldParts(step: StepPlan): number {
  if (step.content.length === 0) return 1
  return step.content.filter((content) => content.overMs === undefined).length
}

function toldMs(step: StepPlan): number {
  return sum(step.content.map((content) => content.overMs ?? 0))
}

function sum(figures: readonly number[]): number {
  return figures.reduce((total, figure) => total + figure, 0)
}
