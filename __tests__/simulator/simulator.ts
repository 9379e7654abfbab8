import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { Build, Phase } from './build-machine.js'
import { deliver } from './delivery.js'
import { type Arrival, type Problem, Refusal, serviceError } from './exchange.js'
import { FaultBook } from './faults.js'
import { GatewayAuth } from './gateway-auth.js'
import { act } from './gateway.js'
import { Job } from './job.js'
import type { StoredTemplate } from './definitions.js'
import { Keystores } from './keystores.js'
import { type Settings, settings, type SimulatorOptions } from './options.js'
import { RequestJournal, type SeenRequest } from './request-journal.js'
import type { Service } from './route.js'
import { type Router, router } from './router.js'

/** A started build as tests look at it. */
export interface SeenBuild {
  readonly jobId: string
  readonly number: number
  readonly recordId: string
  /** The truth, whatever the record claims. */
  readonly state: Phase
  /** The truth's word once it ended. */
  readonly word: string | undefined
  /** When the first stop request was taken, the service's clock. */
  readonly stoppedAt: number | undefined
  readonly parameters: Readonly<Record<string, string>>
  readonly commit: string | undefined
  readonly tag: string | undefined
}

/** CodeArts Build, IAM, STS and GitHub's identity tokens on one local port, as their documents tell. */
export class Simulator {
  readonly faults = new FaultBook()
  /** The files of the file manager: tests put them there. */
  readonly keystores = new Keystores()
  /** Build templates by their uuid. */
  readonly templates = new Map<string, StoredTemplate>()
  /** Knows the accepted credentials: tests add and revoke. */
  readonly credentials: GatewayAuth
  readonly #settings: Settings
  readonly #jobs = new Map<string, Job>()
  readonly #journal = new RequestJournal()
  readonly #problems: Problem[] = []
  readonly #router: Router
  readonly #server = createServer((request, response) => {
    // Only a connection that broke ends here: there is nobody left to answer.
    this.#serve(request, response).catch(() => request.socket.destroy())
  })
  #port: number
  #arrivals = 0
  #ids = 0

  constructor(options: SimulatorOptions) {
    this.#settings = settings(options)
    this.#port = this.#settings.port
    this.credentials = new GatewayAuth(this.#settings)
    this.#router = router(this.credentials)
    this.#server.keepAliveTimeout = 60_000
  }

  get url(): string {
    return `http://127.0.0.1:${this.#port}`
  }

  /** What the runner puts into ACTIONS_ID_TOKEN_REQUEST_URL. */
  get oidcRequestUrl(): string {
    return `${this.url}/oidc/token?api-version=1`
  }

  /** The build task with this id; the first mention makes it. */
  job(id: string): Job {
    const known = this.#jobs.get(id)
    if (known !== undefined) return known
    const job = new Job(id, this.#settings.offsetUnit, () => this.#now())
    this.#jobs.set(id, job)
    return job
  }

  get requests(): readonly SeenRequest[] {
    return this.#journal.entries
  }

  /** What clients did against the documents; a test expects it to be empty. */
  get problems(): readonly Problem[] {
    return this.#problems
  }

  /** Every started build, in the order of its task's first mention. */
  get builds(): readonly SeenBuild[] {
    return [...this.#jobs.values()].flatMap(({ builds }) => builds.map((one) => this.#seen(one)))
  }

  /** Listens (again). */
  async up(): Promise<void> {
    await new Promise<void>((resolve, reject) => {
      this.#server.once('error', reject)
      this.#server.listen(this.#port, '127.0.0.1', () => {
        this.#server.off('error', reject)
        resolve()
      })
    })
    this.#port = (this.#server.address() as AddressInfo).port
  }

  /** Stops listening and drops every connection: what comes now is refused. */
  async down(): Promise<void> {
    if (!this.#server.listening) return
    const closed = new Promise<void>((resolve) => this.#server.close(() => resolve()))
    this.#server.closeAllConnections()
    await closed
  }

  close(): Promise<void> {
    return this.down()
  }

  async #serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
    this.#arrivals += 1
    const arrival = await arrive(request, this.#arrivals)
    const found = this.#router(arrival.method, arrival.path)
    const { name = '', family = '' } = found?.route ?? {}
    const fault = this.faults.meet(['any', family, name].filter((one) => one !== ''))
    const note = this.#journal.add({
      at: this.#settings.clock.now(),
      method: arrival.method,
      path: arrival.path,
      query: Object.fromEntries(arrival.query),
      route: name,
      family,
      headers: arrival.headers,
      body: arrival.body.toString(),
      ...(fault === undefined ? {} : { fault: fault.kind }),
    })
    this.#stamp(response, arrival)
    const untouched = fault !== undefined && 'when' in fault && fault.when === 'before-acting'
    if (untouched) {
      await deliver(response, serviceError(500, '', ''), fault)
      return
    }
    const answer =
      fault?.kind === 'answer'
        ? fault.answer
        : act(arrival, found, fault, this.#service(name), this.credentials)
    note(answer.status)
    await deliver(response, answer, fault)
  }

  #stamp(response: ServerResponse, { requestId }: Arrival): void {
    response.setHeader('X-Request-Id', requestId)
    response.setHeader('Date', new Date(this.#now()).toUTCString())
  }

  #now(): number {
    return this.#settings.clock.now() + this.#settings.serviceClockOffsetMs
  }

  #service(route: string): Service {
    const builds = () => [...this.#jobs.values()].flatMap((job) => job.builds)
    const visible = (build: Build | undefined) => {
      if (build === undefined || build.phase(this.#now()) === 'hidden') throw notFound()
      return build
    }
    const job = (id: string) => {
      const known = this.#jobs.get(id)
      if (known === undefined || known.traits.deleted) throw notFound()
      return known
    }
    return {
      settings: this.#settings,
      jobs: this.#jobs,
      keystores: this.keystores,
      templates: this.templates,
      newJob: () => this.job(this.#newId()),
      newId: () => this.#newId(),
      now: () => this.#now(),
      job,
      build: (jobId, number) => visible(job(jobId).find(number)),
      record: (recordId) => visible(builds().find((one) => one.recordId === recordId)),
      report: (problem) => void this.#problems.push({ ...problem, route }),
    }
  }

  /** Unlike those that tests choose. */
  #newId(): string {
    this.#ids += 1
    return `c0de${this.#ids.toString(16).padStart(28, '0')}`
  }

  /** Every task that is not in the recycle bin. */
  get tasks(): readonly Job[] {
    return [...this.#jobs.values()].filter(({ traits }) => !traits.deleted)
  }

  #seen(build: Build): SeenBuild {
    const { identity, recordId, stoppedAt, request } = build
    const state = build.phase(this.#now())
    return {
      jobId: identity.jobId,
      number: identity.number,
      recordId,
      state,
      word: state === 'ended' ? build.endWord : undefined,
      stoppedAt,
      parameters: request.parameters,
      commit: request.commit,
      tag: request.tag,
    }
  }
}

function notFound(): Refusal {
  return new Refusal(serviceError(422, 'CB.00031006', 'The task or record does not exist'))
}

/** Reads a request whole. */
export async function arrive(request: IncomingMessage, number: number): Promise<Arrival> {
  const chunks: Buffer[] = []
  for await (const chunk of request) chunks.push(Buffer.from(chunk as Uint8Array))
  const target = request.url ?? '/'
  const url = new URL(target, 'http://127.0.0.1')
  const headers = Object.entries(request.headers).map(([name, value]) => [name, String(value)])
  return {
    method: request.method ?? '',
    target,
    path: url.pathname,
    query: url.searchParams,
    headers: Object.fromEntries(headers) as Record<string, string>,
    body: Buffer.concat(chunks),
    requestId: number.toString(16).padStart(32, '0'),
  }
}
