import {
  AWS_CREDENTIALS,
  AWS_REGION,
  type AwsSimulator,
  type AwsSimulatorOptions,
  type CodeBuildScenario,
  startAwsSimulator,
} from '../simulator/aws/index.js'
import { BundledAction } from './bundled-action.js'
import { PROJECT } from './ids.js'

/** codebuild/ and the simulator of AWS. */
export class CodeBuildBundle extends BundledAction<AwsSimulator> {
  /** As `configure-aws-credentials` leaves it, but for the address. */
  readonly env: Readonly<Record<string, string>>

  private constructor(simulator: AwsSimulator) {
    const env = {
      AWS_REGION,
      AWS_ACCESS_KEY_ID: AWS_CREDENTIALS.accessKeyId,
      AWS_SECRET_ACCESS_KEY: AWS_CREDENTIALS.secretAccessKey,
      AWS_ENDPOINT_URL: simulator.url,
    }
    const inputs = { 'project-name': PROJECT, 'poll-interval-seconds': '0.2' }
    super(simulator, { action: 'codebuild', inputs, env })
    this.env = env
  }

  static async with(
    scenario: CodeBuildScenario,
    options: AwsSimulatorOptions = {},
  ): Promise<CodeBuildBundle> {
    const simulator = await startAwsSimulator(options)
    simulator.project(PROJECT).always(scenario)
    return new CodeBuildBundle(simulator)
  }

  get running(): number {
    return this.simulator.builds.filter(({ state }) => state !== 'ended').length
  }
}
