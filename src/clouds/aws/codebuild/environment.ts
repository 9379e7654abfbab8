import type { EnvironmentConfig } from './environment-inputs.js'

/** As StartBuild takes it (AWS CodeBuild API Reference, "EnvironmentVariable"). */
export interface EnvironmentVariable {
  readonly name: string
  readonly value: string
  readonly type: 'PLAINTEXT' | 'PARAMETER_STORE' | 'SECRETS_MANAGER'
}

export interface ChosenEnvironment {
  readonly variables: readonly EnvironmentVariable[]
  /** Variables that were named and are not sent, because everybody could read them there. */
  readonly heldBack: readonly string[]
}

/** GITHUB_TOKEN, ACTIONS_RUNTIME_TOKEN and the like. */
const TOKEN = /TOKEN$/i

/**
 * The variables that are sent: those named, and the runner's `GITHUB_*`. Whoever may look at the build can read PLAINTEXT
 * variables, so no secret is sent that way; a reference to a secret wins over a variable of its name.
 */
export function chosenEnvironment(
  { names, github, references }: EnvironmentConfig,
  env: NodeJS.ProcessEnv,
  holdsSecret: (value: string) => boolean,
): ChosenEnvironment {
  const referenced = new Set(references.map(({ name }) => name))
  const variables: EnvironmentVariable[] = []
  const heldBack: string[] = []
  for (const [name, value] of Object.entries(env)) {
    const isNamed = names.includes(name)
    if (value === undefined || referenced.has(name)) continue
    if (!isNamed && !(github && name.startsWith('GITHUB_'))) continue
    if (!TOKEN.test(name) && !holdsSecret(value)) variables.push({ name, value, type: 'PLAINTEXT' })
    else if (isNamed) heldBack.push(name)
  }
  return { variables: [...variables, ...references], heldBack }
}
