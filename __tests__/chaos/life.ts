import { setTimeout as sleep } from 'node:timers/promises'
import { gate } from '../../src/core/gate.js'
import type { Orphan } from '../../src/core/orphaned-run.js'
import type { Outcome } from '../../src/core/outcome.js'
import { type AnyWorld, World } from '../world/index.js'
import type { ChaosCase } from './cases.js'
import { Dice } from './dice.js'

/** What a case came to. */
export interface Life {
  readonly world: AnyWorld
  readonly one: ChaosCase
  readonly outcome: Outcome | 'killed'
  readonly exitCode: number | undefined
  readonly post: Orphan
  /** Milliseconds that main and post took. */
  readonly mainMs: number
  readonly postMs: number
  /** Milliseconds from the first signal to the end of main. */
  readonly leftAfterMs: number | undefined
}

/** Of real time: a life takes some hundredths of a second, and its stalls a quarter each. */
const HANGS_AFTER_MS = 30_000

/** One life in a world of its own. An answer that nobody takes stops its clock for good. */
export async function live(one: ChaosCase, seed: number): Promise<Life | 'hangs'> {
  const { next: random } = new Dice(seed ^ 0x5bd1e995)
  const world = await World.with(one.situation.system, { answerWithinMs: 300, random })
  const over = new AbortController()
  try {
    const hung = sleep(HANGS_AFTER_MS, 'hangs' as const, { signal: over.signal })
    return await Promise.race([lived(world, one), hung])
  } finally {
    over.abort()
    await world.close()
  }
}

/** Runs main, with all that goes wrong, and then the post step, as the runner does after every main. */
async function lived(world: AnyWorld, one: ChaosCase): Promise<Life> {
  const { clock } = world
  arrange(world, one)
  const began = clock.now()
  const outcome = await world.main(one.plan)
  const left = clock.now()
  const { cancelledAt } = world
  if (one.heals) world.heals()
  const post = await world.post()
  return {
    world,
    one,
    outcome,
    exitCode: outcome === 'killed' ? undefined : gate(outcome, world.backend().words).exitCode,
    post,
    mainMs: left - began,
    postMs: clock.now() - left,
    leftAfterMs: cancelledAt === undefined ? undefined : left - cancelledAt,
  }
}

function arrange(world: AnyWorld, one: ChaosCase): void {
  const began = world.clock.now()
  for (const rule of one.faults) world.simulator.faults.add(rule)
  for (const { call, from, to, way } of one.lost) world.network.lose(call, from, to, way)
  if (one.outage) world.network.outage(began + one.outage.from, began + one.outage.to)
  if (one.cancel) world.cancels(one.cancel)
  if (one.kill) world.dies(one.kill)
  const { strangers } = one.situation
  for (const ms of one.strangersAt) world.after(ms, () => strangers?.start(world.simulator))
}
