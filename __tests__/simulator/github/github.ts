import { type Answer, type Arrival, json, Refusal } from '../exchange.js'
import { type Asked, HttpService } from '../http-service.js'
import { CheckStore, type SeenCheckRun, type SeenStatus } from './check-store.js'
import { type GithubRoute, githubRoutes, type Repository } from './routes.js'

export interface GithubOptions {
  readonly clock?: { now(): number }
  /** Before the paths: `/api/v3` of GitHub Enterprise Server. */
  readonly basePath?: string
  readonly repository?: string
  /** Tokens and whether each may write. */
  readonly tokens?: Readonly<Record<string, 'write' | 'read'>>
  /** Whether the token is a person's, which can't write checks. */
  readonly personal?: boolean
}

interface FoundRoute {
  readonly route: GithubRoute
  readonly params: Readonly<Record<string, string>>
}

interface AskedRoute extends Asked {
  readonly found: FoundRoute | undefined
  /** The parsed body, where there is one. */
  readonly body: unknown
}

export const GITHUB_TOKEN = 'ghs_0123456789abcdefghijABCDEFGHIJ012345'

/** GitHub's calls that publish checks and statuses, as its REST reference tells of them, limits and all. */
export class GithubSimulator extends HttpService<AskedRoute> {
  readonly #options: Required<GithubOptions>
  readonly #store = new CheckStore()

  constructor(options: GithubOptions = {}) {
    const { clock = Date } = options
    super({ clock, port: 0, offsetMs: 0, idHeader: 'X-GitHub-Request-Id' })
    this.#options = {
      clock,
      basePath: '',
      repository: 'octo/app',
      tokens: { [GITHUB_TOKEN]: 'write' },
      personal: false,
      ...options,
    }
  }

  /** What the runner puts into GITHUB_API_URL. */
  override get url(): string {
    return `${super.url}${this.#options.basePath}`
  }

  get checks(): readonly SeenCheckRun[] {
    return this.#store.checks
  }

  get statuses(): readonly SeenStatus[] {
    return this.#store.statuses
  }

  protected asked(arrival: Arrival): AskedRoute {
    const found = this.#find(arrival.method, arrival.path)
    const name = found?.route.name ?? ''
    return { family: name, route: name, found, body: this.#bodyOf(arrival, name) }
  }

  protected act(arrival: Arrival, { found, body }: AskedRoute): Answer {
    if (found === undefined) {
      const what = `${arrival.method} ${arrival.path}`
      throw new Refusal(refusal(404, 'Not Found'), { kind: 'unknown-path', what })
    }
    const { name } = found.route
    this.#checkHeaders(arrival, name)
    this.#checkRight(arrival, name)
    const repository: Repository = {
      store: this.#store,
      url: `https://github.com/${this.#options.repository}`,
      problem: (what) => this.#wrong(what, name),
    }
    return found.route.answer({ params: found.params, query: arrival.query, body }, repository)
  }

  #find(method: string, path: string): FoundRoute | undefined {
    const prefix = `${this.#options.basePath}/repos/${this.#options.repository}`
    if (!path.startsWith(prefix)) return undefined
    for (const route of githubRoutes) {
      const params = route.pattern.exec(path.slice(prefix.length))?.groups
      if (route.method === method && params !== undefined) return { route, params }
    }
    return undefined
  }

  #checkRight({ method, headers }: Arrival, route: string): void {
    const [, token = ''] = /^(?:token|bearer) (.+)$/i.exec(headers.authorization ?? '') ?? []
    const right = this.#options.tokens[token]
    if (right === undefined) throw new Refusal(refusal(401, 'Bad credentials'))
    if (this.#options.personal && route !== 'statuses') {
      throw new Refusal(refusal(403, 'You must authenticate via a GitHub App.'))
    }
    if (right === 'read' && method !== 'GET') {
      throw new Refusal(refusal(403, 'Resource not accessible by integration'))
    }
  }

  #checkHeaders({ method, headers }: Arrival, route: string): void {
    if (headers['x-github-api-version'] !== '2022-11-28') this.#wrong('no API version', route)
    if ((headers['user-agent'] ?? '') === '') this.#wrong('no user agent', route)
    if (method !== 'GET' && !/^application\/json/.test(headers['content-type'] ?? '')) {
      this.#wrong(`content type ${headers['content-type'] ?? 'missing'}`, route)
    }
  }

  #bodyOf({ body }: Arrival, route: string): unknown {
    try {
      return body.length === 0 ? undefined : JSON.parse(body.toString())
    } catch {
      this.#wrong('a body that is no JSON', route)
      return undefined
    }
  }

  #wrong(what: string, route: string): void {
    this.report({ kind: 'request', what, route })
  }
}

function refusal(status: number, message: string): Answer {
  return json({ message, status: String(status) }, status)
}

/** Starts a simulated GitHub on a free port of 127.0.0.1. Close it when done. */
export async function startGithub(options: GithubOptions = {}): Promise<GithubSimulator> {
  const github = new GithubSimulator(options)
  await github.up()
  return github
}
