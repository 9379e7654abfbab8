import { type BuildConfig, buildInputs } from '../../src/actions/build/inputs.js'
import { readInputs } from '../../src/inputs/read-inputs.js'

export const COMMIT = 'a'.repeat(40)
export const JOB = '0123456789abcdef0123456789abcdef'

const COMPLETE = {
  'job-id': JOB,
  region: 'cn-north-4',
  token: 'an-iam-token',
}

export interface Workflow {
  readonly inputs?: Readonly<Record<string, string>>
  readonly env?: NodeJS.ProcessEnv
}

/** Reads a workflow whose inputs are complete but for what the test says; '' takes one away. */
export function read(workflow: Workflow = {}, only?: readonly (keyof BuildConfig)[]) {
  const masks: string[] = []
  const inputs = Object.entries({ ...COMPLETE, ...workflow.inputs })
  const env = {
    GITHUB_SHA: COMMIT,
    GITHUB_EVENT_NAME: 'push',
    ...Object.fromEntries(inputs.map(([name, value]) => [`INPUT_${name.toUpperCase()}`, value])),
    ...workflow.env,
  }
  return {
    ...readInputs(
      buildInputs,
      env,
      (value) => masks.push(value),
      (text) => text,
      only,
    ),
    masks,
  }
}

/** The one problem of a workflow; throws when there are more or none. */
export function problemOf(inputs: Readonly<Record<string, string>>, env: NodeJS.ProcessEnv = {}) {
  const { problems, config } = read({ inputs, env })
  const [only, ...more] = problems
  if (only === undefined || more.length > 0 || config !== undefined) {
    throw new Error(`Expected one problem, found: ${problems.join(' / ')}`)
  }
  return only
}
