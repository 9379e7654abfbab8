import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { deliver } from '../delivery.js'
import { type Answer, json } from '../exchange.js'
import { FaultBook } from '../faults.js'
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

export interface GithubRequest {
  readonly at: number
  readonly method: string
  readonly path: string
  readonly route: string
  readonly body: unknown
  readonly authorization: string
  readonly status?: number
}

interface FoundRoute {
  readonly route: GithubRoute
  readonly params: Readonly<Record<string, string>>
}

export const GITHUB_TOKEN = 'ghs_0123456789abcdefghijABCDEFGHIJ012345'

/** GitHub's calls that publish checks and statuses, as its REST reference tells of them, limits and all. */
export class GithubSimulator {
  readonly faults = new FaultBook()
  readonly #options: Required<GithubOptions>
  readonly #store = new CheckStore()
  readonly #requests: GithubRequest[] = []
  readonly #problems: string[] = []
  readonly #server = createServer((request, response) => {
    // Only a connection that broke ends here: there is nobody left to answer.
    this.#serve(request, response).catch(() => request.socket.destroy())
  })

  constructor(options: GithubOptions = {}) {
    this.#options = {
      clock: Date,
      basePath: '',
      repository: 'octo/app',
      tokens: { [GITHUB_TOKEN]: 'write' },
      personal: false,
      ...options,
    }
  }

  /** What the runner puts into GITHUB_API_URL. */
  get url(): string {
    const { port } = this.#server.address() as AddressInfo
    return `http://127.0.0.1:${port}${this.#options.basePath}`
  }

  get requests(): readonly GithubRequest[] {
    return this.#requests
  }

  get checks(): readonly SeenCheckRun[] {
    return this.#store.checks
  }

  get statuses(): readonly SeenStatus[] {
    return this.#store.statuses
  }

  /** What the client did against the documents; a test expects it to be empty. */
  get problems(): readonly string[] {
    return this.#problems
  }

  async up(): Promise<void> {
    await new Promise<void>((resolve) => this.#server.listen(0, '127.0.0.1', resolve))
  }

  async close(): Promise<void> {
    if (!this.#server.listening) return
    const closed = new Promise<void>((resolve) => this.#server.close(() => resolve()))
    this.#server.closeAllConnections()
    await closed
  }

  async #serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const chunks: Buffer[] = []
    for await (const chunk of request) chunks.push(Buffer.from(chunk as Uint8Array))
    const method = request.method ?? ''
    const url = new URL(request.url ?? '/', 'http://127.0.0.1')
    const found = this.#find(method, url.pathname)
    const note = this.#note(request, found?.route.name ?? '', Buffer.concat(chunks))
    const fault = this.faults.meet(['any', found?.route.name ?? 'unknown'])
    response.setHeader('Date', new Date(this.#options.clock.now()).toUTCString())
    if (fault !== undefined && 'when' in fault && fault.when === 'before-acting') {
      await deliver(response, json({}), fault)
      return
    }
    const answer =
      fault?.kind === 'answer' ? fault.answer : this.#act(request, url, found, note.body)
    note.answered(answer.status)
    await deliver(response, answer, fault)
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

  #act(request: IncomingMessage, url: URL, found: FoundRoute | undefined, body: unknown): Answer {
    if (found === undefined) {
      this.#problems.push(`unknown path: ${request.method ?? ''} ${url.pathname}`)
      return json({ message: 'Not Found', status: '404' }, 404)
    }
    this.#checkHeaders(request, found.route.method)
    const [, token = ''] =
      /^(?:token|bearer) (.+)$/i.exec(request.headers.authorization ?? '') ?? []
    const right = this.#options.tokens[token]
    if (right === undefined) return json({ message: 'Bad credentials', status: '401' }, 401)
    if (this.#options.personal && found.route.name !== 'statuses') {
      return json({ message: 'You must authenticate via a GitHub App.' }, 403)
    }
    if (right === 'read' && found.route.method !== 'GET') {
      return json({ message: 'Resource not accessible by integration', status: '403' }, 403)
    }
    const repository: Repository = {
      store: this.#store,
      url: `https://github.com/${this.#options.repository}`,
      problem: (what) => void this.#problems.push(`${found.route.name}: ${what}`),
    }
    return found.route.answer({ params: found.params, query: url.searchParams, body }, repository)
  }

  #checkHeaders({ headers }: IncomingMessage, method: string): void {
    const wrong = (what: string): void => void this.#problems.push(what)
    if (headers['x-github-api-version'] !== '2022-11-28') wrong('no API version')
    if ((headers['user-agent'] ?? '') === '') wrong('no user agent')
    if (method !== 'GET' && !/^application\/json/.test(headers['content-type'] ?? '')) {
      wrong(`content type ${headers['content-type'] ?? 'missing'}`)
    }
  }

  #note(request: IncomingMessage, route: string, bytes: Buffer) {
    let body: unknown
    try {
      body = bytes.length === 0 ? undefined : JSON.parse(bytes.toString())
    } catch {
      this.#problems.push('a body that is no JSON')
    }
    const entry: GithubRequest = {
      at: this.#options.clock.now(),
      method: request.method ?? '',
      path: request.url ?? '',
      route,
      body,
      authorization: request.headers.authorization ?? '',
    }
    const index = this.#requests.push(entry) - 1
    const answered = (status: number): void => {
      this.#requests[index] = { ...entry, status }
    }
    return { body, answered }
  }
}

/** Starts a simulated GitHub on a free port of 127.0.0.1. Close it when done. */
export async function startGithub(options: GithubOptions = {}): Promise<GithubSimulator> {
  const github = new GithubSimulator(options)
  await github.up()
  return github
}
