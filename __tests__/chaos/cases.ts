import type { Plan } from '../../src/core/supervisor.js'
import type { FaultRule } from '../simulator/index.js'
import type { Moment, NetworkFault } from '../world/index.js'
import type { Dice } from './dice.js'
import type { Situation, Subject } from './subject.js'

export interface LostRequests {
  readonly call: string
  readonly from: number
  readonly to: number
  readonly way: NetworkFault
}

/** One life of an action: the service, the plan, what goes wrong and when it is cancelled or killed. */
export interface ChaosCase {
  readonly situation: Situation
  readonly plan: Partial<Plan>
  readonly faults: readonly FaultRule[]
  readonly lost: readonly LostRequests[]
  /** Milliseconds from the beginning. */
  readonly outage?: { readonly from: number; readonly to: number }
  readonly cancel?: Moment
  readonly kill?: Moment
  /** Whether all is well again when the post step runs. */
  readonly heals: boolean
  /** When somebody else starts runs of the same owner. */
  readonly strangersAt: readonly number[]
}

const LONGEST_MS = 20 * 60_000

export function randomCase(subject: Subject, dice: Dice): ChaosCase {
  return {
    situation: subject.situation(dice),
    plan: randomPlan(dice),
    faults: some(dice, 6, () => subject.fault(dice)),
    lost: some(dice, 2, () => randomLoss(subject, dice)),
    ...dice.maybe(0.15, () => ({ outage: randomOutage(dice) })),
    ...dice.maybe(0.35, () => ({ cancel: randomMoment(dice) })),
    ...dice.maybe(0.35, () => ({ kill: randomMoment(dice) })),
    heals: dice.chance(0.6),
    strangersAt: some(dice, 2, () => dice.scaled(1, 60_000)),
  }
}

function randomPlan(dice: Dice): Partial<Plan> {
  return {
    wait: dice.chance(0.95),
    pollIntervalMs: dice.scaled(1_000, 30_000),
    stopOnCancel: dice.chance(0.9),
    stopOnTimeout: dice.chance(0.8),
    ...dice.maybe(0.3, () => ({ timeoutMs: dice.scaled(500, LONGEST_MS) })),
  }
}

function randomLoss({ calls }: Subject, dice: Dice): LostRequests {
  const from = dice.scaled(1, 20)
  const way = dice.pick(['refused', 'dns'])
  return { call: dice.pick(calls), from, to: from + dice.scaled(1, 20) - 1, way }
}

function randomOutage(dice: Dice): { from: number; to: number } {
  const from = dice.scaled(1, LONGEST_MS)
  return { from, to: from + dice.scaled(500, 12 * 60_000) }
}

function randomMoment(dice: Dice): Moment {
  if (dice.chance(0.4)) return { atMs: dice.scaled(1, LONGEST_MS) }
  return { request: dice.scaled(1, 60), when: dice.pick(['before', 'behind']) }
}

/** Often none, seldom the most. */
function some<T>(dice: Dice, most: number, one: () => T): T[] {
  return Array.from({ length: Math.floor(dice.next() ** 2 * (most + 1)) }, one)
}
