import type { SimulatorOptions } from './options.js'
import { Simulator } from './simulator.js'

export type { Problem } from './exchange.js'
export type { Duration } from './duration.js'
export { type Fault, fault, type FaultRule } from './faults.js'
export { Job, type JobTraits } from './job.js'
export { DOMAIN_ID, type StoredFile } from './keystores.js'
export { lines, type LogContent, text } from './log-content.js'
export {
  type AccessKey,
  CREDENTIALS,
  type Offers,
  type OidcTrust,
  type SimulatorOptions,
} from './options.js'
export type { Product } from './plan.js'
export type { SeenRequest } from './request-journal.js'
export { build, product, Scenario } from './scenario.js'
export { type SeenBuild, Simulator } from './simulator.js'

/** Starts a simulator on a free port of 127.0.0.1 (or the given one). Close it when done. */
export async function startSimulator(options: SimulatorOptions = {}): Promise<Simulator> {
  const simulator = new Simulator(options)
  await simulator.up()
  return simulator
}
