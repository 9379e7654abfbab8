import {
  CREDENTIALS,
  type Scenario,
  type SimulatorOptions,
  startSimulator,
} from '../simulator/index.js'
import {
  type ActionOptions,
  type ActionProcess,
  type ActionResult,
  startAction,
} from './action-process.js'
import { JOB_ID } from './ids.js'

/** The committed bundle and the simulator, in real time. */
export class Bundle {
  readonly simulator: Awaited<ReturnType<typeof startSimulator>>

  private constructor(simulator: Awaited<ReturnType<typeof startSimulator>>) {
    this.simulator = simulator
  }

  static async with(scenario: Scenario, options: SimulatorOptions = {}): Promise<Bundle> {
    const simulator = await startSimulator(options)
    simulator.job(JOB_ID).next(scenario)
    return new Bundle(simulator)
  }

  /** The inputs of a run against this simulator; looks are frequent, because time is real. */
  get inputs(): Readonly<Record<string, string>> {
    return {
      region: 'cn-north-4',
      endpoint: this.simulator.url,
      'job-id': JOB_ID,
      'access-key-id': CREDENTIALS.accessKeyId,
      'secret-access-key': CREDENTIALS.secretAccessKey,
      'poll-interval-seconds': '0.2',
    }
  }

  start(options: Partial<ActionOptions> = {}): ActionProcess {
    return startAction({ ...options, inputs: { ...this.inputs, ...options.inputs } })
  }

  main(options: Partial<ActionOptions> = {}): Promise<ActionResult> {
    return this.start(options).done
  }

  /** The post step after a main step with this result. */
  post(main: ActionResult, options: Partial<ActionOptions> = {}): Promise<ActionResult> {
    return this.start({ ...options, entry: 'post', state: main.state }).done
  }

  /** Paths of the requests so far, in order. */
  paths(): string[] {
    return this.simulator.requests.map((made) => `${made.method} ${made.path}`)
  }

  /** When the first request of this path came, as `Date.now()`. */
  at(path: RegExp): number | undefined {
    return this.simulator.requests.find((made) => path.test(made.path))?.at
  }

  get running(): number {
    return this.simulator.builds.filter((one) => one.state !== 'ended').length
  }
}

/** The lines a step printed, without the ones the runner acts on. */
export function plainLines(stdout: string): string[] {
  return stdout.split('\n').filter((line) => !line.startsWith('::'))
}
