import { JOB_ID } from '../support/adapters.js'
import { WORDS } from '../support/fake-backend.js'
import { gate } from '../../src/core/gate.js'
import type { Orphan } from '../../src/core/orphaned-run.js'
import type { Outcome } from '../../src/core/outcome.js'
import type { ChaosCase } from './cases.js'
import { Dice } from './dice.js'
import { STRANGE_COMMIT, World } from './world.js'

/** What a case came to. */
export interface Life {
  readonly world: World
  readonly one: ChaosCase
  readonly outcome: Outcome | 'killed'
  readonly exitCode: number | undefined
  readonly post: Orphan
  /** Milliseconds from the first signal to the end of main. */
  readonly leftAfterMs: number | undefined
}

/** Runs main, with all that goes wrong, and then the post step, as the runner does after every main. */
export async function live(one: ChaosCase, seed: number): Promise<Life> {
  const world = await World.with(one.scenario, {
    simulator: one.simulator,
    source: one.source,
    parameters: one.parameters,
    answerWithinMs: 300,
    random: new Dice(seed ^ 0x5bd1e995).next,
  })
  try {
    arrange(world, one)
    let cancelledAt: number | undefined
    world.onCancel(() => (cancelledAt ??= world.clock.now()))
    const outcome = await world.main(one.plan)
    const leftAfterMs = cancelledAt === undefined ? undefined : world.clock.now() - cancelledAt
    if (one.heals) {
      world.simulator.faults.clear()
      world.network.heal()
    }
    const post = await world.post()
    return {
      world,
      one,
      outcome,
      exitCode: outcome === 'killed' ? undefined : gate(outcome, WORDS).exitCode,
      post,
      leftAfterMs,
    }
  } finally {
    await world.close()
  }
}

function arrange(world: World, one: ChaosCase): void {
  const began = world.clock.now()
  for (const rule of one.faults) world.simulator.faults.add(rule)
  for (const { call, from, to, way } of one.lost) world.network.lose(call, from, to, way)
  if (one.outage) world.network.outage(began + one.outage.from, began + one.outage.to)
  if (one.cancel) world.cancels(one.cancel)
  if (one.kill) world.dies(one.kill)
  for (const ms of one.strangersAt) {
    world.clock.at(began + ms, () => {
      world.simulator.job(JOB_ID).start({ commit: STRANGE_COMMIT, parameters: { MODE: 'debug' } })
    })
  }
}
