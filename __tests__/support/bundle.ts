import {
  CREDENTIALS,
  type Scenario,
  type Simulator,
  type SimulatorOptions,
  startSimulator,
} from '../simulator/index.js'
import { BundledAction } from './bundled-action.js'
import { JOB_ID } from './ids.js'

/** The root action and the simulator of CodeArts Build. */
export class Bundle extends BundledAction<Simulator> {
  private constructor(simulator: Simulator) {
    super(simulator, {
      inputs: {
        region: 'cn-north-4',
        endpoint: simulator.url,
        'job-id': JOB_ID,
        'access-key-id': CREDENTIALS.accessKeyId,
        'secret-access-key': CREDENTIALS.secretAccessKey,
        // Looks are frequent, because time is real.
        'poll-interval-seconds': '0.2',
      },
    })
  }

  static async with(scenario: Scenario, options: SimulatorOptions = {}): Promise<Bundle> {
    const simulator = await startSimulator(options)
    simulator.job(JOB_ID).next(scenario)
    return new Bundle(simulator)
  }

  get running(): number {
    return this.simulator.builds.filter(({ state }) => state !== 'ended').length
  }
}
