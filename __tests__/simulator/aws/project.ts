import { mistaken } from './answers.js'
import { CodeBuild } from './build-machine.js'
import { CodeBuildScenario } from './scenario.js'

/** A token holds for so long (AWS CodeBuild API Reference, "StartBuild"). */
const TOKEN_LIFE_MS = 5 * 60_000

type Body = Readonly<Record<string, unknown>>

/** A build project, its builds to come and those that were started. */
export class Project {
  readonly name: string
  readonly builds: CodeBuild[] = []
  readonly #now: () => number
  #scenario = new CodeBuildScenario()
  readonly #tokens = new Map<
    string,
    { readonly body: string; readonly at: number; readonly build: CodeBuild }
  >()

  constructor(name: string, now: () => number) {
    this.name = name
    this.#now = now
  }

  /** How each build from now on goes. */
  always(scenario: CodeBuildScenario): this {
    this.#scenario = scenario
    return this
  }

  /** One build for all requests with one token. */
  start(body: Body): CodeBuild {
    const token = body['idempotencyToken']
    const known = typeof token === 'string' ? this.#tokens.get(token) : undefined
    if (known !== undefined && this.#now() - known.at <= TOKEN_LIFE_MS) {
      if (known.body === JSON.stringify(body)) return known.build
      throw mistaken('InvalidInputException', 'idempotencyToken was used with other parameters')
    }
    const build = new CodeBuild(
      this.name,
      this.builds.length + 1,
      this.#now(),
      this.#scenario.plan,
      body,
    )
    this.builds.push(build)
    if (typeof token === 'string') {
      this.#tokens.set(token, { body: JSON.stringify(body), at: this.#now(), build })
    }
    return build
  }
}
