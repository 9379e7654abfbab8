import {
  AWS_CREDENTIALS,
  AWS_REGION,
  type AwsSimulator,
  type AwsSimulatorOptions,
  type CodeBuildScenario,
  startAwsSimulator,
} from '../simulator/aws/index.js'
import {
  type ActionOptions,
  type ActionProcess,
  type ActionResult,
  startAction,
} from './action-process.js'
import { PROJECT } from './ids.js'

/** The committed bundle of codebuild/ and the simulator of AWS, in real time. */
export class CodeBuildBundle {
  readonly simulator: AwsSimulator

  private constructor(simulator: AwsSimulator) {
    this.simulator = simulator
  }

  static async with(
    scenario: CodeBuildScenario,
    options: AwsSimulatorOptions = {},
  ): Promise<CodeBuildBundle> {
    const simulator = await startAwsSimulator(options)
    simulator.project(PROJECT).always(scenario)
    return new CodeBuildBundle(simulator)
  }

  /** As `configure-aws-credentials` leaves it, but for the address. */
  get env(): Readonly<Record<string, string>> {
    return {
      AWS_REGION,
      AWS_ACCESS_KEY_ID: AWS_CREDENTIALS.accessKeyId,
      AWS_SECRET_ACCESS_KEY: AWS_CREDENTIALS.secretAccessKey,
      AWS_ENDPOINT_URL: this.simulator.url,
    }
  }

  start(options: Partial<ActionOptions> = {}): ActionProcess {
    const inputs = { 'project-name': PROJECT, 'poll-interval-seconds': '0.2', ...options.inputs }
    const env = { ...this.env, ...options.env }
    return startAction({ ...options, action: 'codebuild', inputs, env })
  }

  main(options: Partial<ActionOptions> = {}): Promise<ActionResult> {
    return this.start(options).done
  }

  /** The post step after a main step with this result. */
  post(main: ActionResult, options: Partial<ActionOptions> = {}): Promise<ActionResult> {
    return this.start({ ...options, entry: 'post', state: main.state }).done
  }

  /** Operations asked for so far, in order. */
  calls(): string[] {
    return this.simulator.requests.map(({ family }) => family)
  }

  get running(): number {
    return this.simulator.builds.filter(({ state }) => state !== 'ended').length
  }
}
