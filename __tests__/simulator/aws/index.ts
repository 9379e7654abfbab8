import type { AwsSimulatorOptions } from './options.js'
import { AwsSimulator } from './simulator.js'

export { awsFault } from './answers.js'
export {
  AWS_CREDENTIALS,
  AWS_REGION,
  type AwsSimulatorOptions,
  REQUEST_TOKEN,
  ROLE_ARN,
} from './options.js'
export { CodeBuildScenario, project } from './scenario.js'
export { AwsSimulator, type SeenCodeBuild } from './simulator.js'

/** Starts a simulator of AWS on a free port of 127.0.0.1 (or the given one). Close it when done. */
export async function startAwsSimulator(options: AwsSimulatorOptions = {}): Promise<AwsSimulator> {
  const simulator = new AwsSimulator(options)
  await simulator.up()
  return simulator
}
