import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { deliver } from '../delivery.js'
import { type Answer, type Arrival, type Problem, Refusal } from '../exchange.js'
import { FaultBook } from '../faults.js'
import { RequestJournal, type SeenRequest } from '../request-journal.js'
import { awsError, awsJson, mistaken } from './answers.js'
import { batchGetBuilds, batchGetProjects, startBuild, stopBuild } from './codebuild-calls.js'
import { getLogEvents } from './log-calls.js'
import { AWS_REGION, type AwsSettings, type AwsSimulatorOptions, awsSettings } from './options.js'
import { Project } from './project.js'
import { AwsSignIn } from './sign-in.js'
import type { State } from './build-machine.js'

/** A started build as tests look at it. */
export interface SeenCodeBuild {
  readonly id: string
  readonly number: number
  readonly state: State
  /** The truth's word once it ended. */
  readonly word: string | undefined
  readonly stoppedAt: number | undefined
  /** The body of its start. */
  readonly request: Readonly<Record<string, unknown>>
}

type Body = Readonly<Record<string, unknown>>

const OPERATIONS: Readonly<
  Record<
    string,
    {
      readonly service: string
      readonly act: (body: Body, simulator: AwsSimulator, settings: AwsSettings) => Answer
    }
  >
> = {
  'CodeBuild_20161006.StartBuild': { service: 'codebuild', act: startBuild },
  'CodeBuild_20161006.BatchGetBuilds': { service: 'codebuild', act: batchGetBuilds },
  'CodeBuild_20161006.StopBuild': { service: 'codebuild', act: stopBuild },
  'CodeBuild_20161006.BatchGetProjects': { service: 'codebuild', act: batchGetProjects },
  'Logs_20140328.GetLogEvents': { service: 'logs', act: getLogEvents },
}

/** CodeBuild, CloudWatch Logs, STS and GitHub's identity tokens on one local port, as their documents tell. */
export class AwsSimulator {
  readonly faults = new FaultBook()
  readonly signIn: AwsSignIn
  readonly projects = new Map<string, Project>()
  readonly #settings: AwsSettings
  readonly #journal = new RequestJournal()
  readonly #problems: Problem[] = []
  readonly #server = createServer((request, response) => {
    // Only a connection that broke ends here: there is nobody left to answer.
    this.#serve(request, response).catch(() => request.socket.destroy())
  })
  #port: number
  #arrivals = 0

  constructor(options: AwsSimulatorOptions) {
    this.#settings = awsSettings(options)
    this.#port = this.#settings.port
    this.signIn = new AwsSignIn(this.#settings, () => this.now())
    this.#server.keepAliveTimeout = 60_000
  }

  get url(): string {
    return `http://127.0.0.1:${this.#port}`
  }

  get oidcRequestUrl(): string {
    return `${this.url}/oidc/token?api-version=1`
  }

  /** The project of that name; the first mention makes it. */
  project(name: string): Project {
    const known = this.projects.get(name)
    if (known !== undefined) return known
    const project = new Project(name, () => this.now())
    this.projects.set(name, project)
    return project
  }

  get requests(): readonly SeenRequest[] {
    return this.#journal.entries
  }

  /** What clients did against the documents; a test expects it to be empty. */
  get problems(): readonly Problem[] {
    return this.#problems
  }

  get builds(): readonly SeenCodeBuild[] {
    const builds = [...this.projects.values()].flatMap((project) => project.builds)
    return builds.map((build) => {
      const state = build.state(this.now())
      const word = state === 'ended' ? build.endWord : undefined
      const { id, number, stoppedAt, request } = build
      return { id, number, state, word, stoppedAt, request }
    })
  }

  /** The service's clock. */
  readonly now = (): number => this.#settings.clock.now() + this.#settings.serviceClockOffsetMs

  async up(): Promise<void> {
    await new Promise<void>((resolve) => this.#server.listen(this.#port, '127.0.0.1', resolve))
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
    const name = nameOf(arrival)
    const fault = this.faults.meet(['any', name])
    const note = this.#journal.add({
      at: this.#settings.clock.now(),
      method: arrival.method,
      path: arrival.path,
      query: Object.fromEntries(arrival.query),
      route: name,
      family: name,
      headers: arrival.headers,
      body: arrival.body.toString(),
      ...(fault === undefined ? {} : { fault: fault.kind }),
    })
    response.setHeader('x-amzn-RequestId', arrival.requestId)
    response.setHeader('Date', new Date(this.now()).toUTCString())
    if (fault !== undefined && 'when' in fault && fault.when === 'before-acting') {
      await deliver(response, awsJson({}), fault)
      return
    }
    const answer = fault?.kind === 'answer' ? fault.answer : this.#act(arrival, name)
    note(answer.status)
    await deliver(response, answer, fault)
  }

  #act(arrival: Arrival, name: string): Answer {
    try {
      if (name === 'oidc-token') return this.signIn.identityToken(arrival)
      if (name === 'AssumeRoleWithWebIdentity')
        return this.signIn.assumeRole(new URLSearchParams(arrival.body.toString()))
      return this.#operate(arrival, name)
    } catch (error) {
      if (!(error instanceof Refusal)) throw error
      if (error.problem !== undefined) this.#problems.push({ ...error.problem, route: name })
      return error.answer
    }
  }

  #operate(arrival: Arrival, name: string): Answer {
    const operation = OPERATIONS[arrival.headers['x-amz-target'] ?? '']
    if (operation === undefined || arrival.method !== 'POST' || arrival.path !== '/') {
      throw new Refusal(awsError('UnknownOperationException', ''), {
        kind: 'unknown-path',
        what: `${arrival.method} ${arrival.target} ${arrival.headers['x-amz-target'] ?? ''}`,
      })
    }
    if (arrival.headers['content-type'] !== 'application/x-amz-json-1.1')
      throw mistaken('SerializationException', 'content-type')
    this.signIn.check(arrival, operation.service, AWS_REGION)
    const permission = `${operation.service}:${name}`
    if (this.#settings.denied.includes(permission)) {
      const message = `User: arn:aws:sts::123456789012:assumed-role/ci/x is not authorized to perform: ${permission}`
      throw new Refusal(awsError('AccessDeniedException', message, this.#settings.errorTypeIn))
    }
    return operation.act(JSON.parse(arrival.body.toString()) as Body, this, this.#settings)
  }
}

/** The operation, or what else is asked for. */
function nameOf({ method, path, headers, body }: Arrival): string {
  if (path === '/oidc/token') return 'oidc-token'
  const target = headers['x-amz-target']
  if (target !== undefined) return target.slice(target.indexOf('.') + 1)
  return method === 'POST' ? (new URLSearchParams(body.toString()).get('Action') ?? '') : ''
}

async function arrive(request: IncomingMessage, number: number): Promise<Arrival> {
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
