import type { Backend } from '../../src/core/ports.js'
import type { FaultRule } from '../simulator/index.js'
import type { HttpService } from '../simulator/http-service.js'
import type { System } from '../world/index.js'
import type { Dice } from './dice.js'

/** A system that the suite runs over, and all in which it differs from the others there. */
export interface Subject {
  /** What its runs are called, e.g. `build of CodeArts`. */
  readonly run: string
  /** Calls whose requests may be lost on the way. */
  readonly calls: readonly [string, ...string[]]
  /** The service, and how its runs go. */
  situation(dice: Dice): Situation
  /** What goes wrong in some of its calls. */
  fault(dice: Dice): FaultRule
  /** Lives in which something was found: the seed and the case of each. */
  readonly found: readonly (readonly [seed: number, index: number])[]
}

export interface Situation {
  readonly system: System<HttpService, Backend>
  /** Whether a stop ends a run; else it is ignored, or refused. */
  readonly stops: boolean
  /** Whether the log comes whole and in order; files of steps come as far as they go. */
  readonly inOrder: boolean
  /** What nobody may read. */
  readonly secrets: readonly string[]
  readonly strangers?: Strangers
  /** Everything that was chosen, for the message of a failure. */
  readonly chosen: object
}

/** Others who start runs of the same owner. */
export interface Strangers {
  start(service: HttpService): void
  /** How many of their runs were stopped. */
  stopped(service: HttpService): number
}

export const LONGEST_RUN_MS = 15 * 60_000
