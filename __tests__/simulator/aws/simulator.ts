import { type Answer, type Arrival, Refusal } from '../exchange.js'
import { type Asked, HttpService } from '../http-service.js'
import { awsError, mistaken } from './answers.js'
import type { State } from './build-machine.js'
import { batchGetBuilds, batchGetProjects, startBuild, stopBuild } from './codebuild-calls.js'
import { getLogEvents } from './log-calls.js'
import { AWS_REGION, type AwsSettings, type AwsSimulatorOptions, awsSettings } from './options.js'
import { Project } from './project.js'
import { AwsSignIn } from './sign-in.js'

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
export class AwsSimulator extends HttpService {
  readonly signIn: AwsSignIn
  readonly projects = new Map<string, Project>()
  readonly #settings: AwsSettings

  constructor(options: AwsSimulatorOptions) {
    const all = awsSettings(options)
    const { clock, port, serviceClockOffsetMs: offsetMs } = all
    super({ clock, port, offsetMs, idHeader: 'x-amzn-RequestId' })
    this.#settings = all
    this.signIn = new AwsSignIn(all, () => this.now())
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

  get builds(): readonly SeenCodeBuild[] {
    const builds = [...this.projects.values()].flatMap((project) => project.builds)
    return builds.map((build) => {
      const state = build.state(this.now())
      const word = state === 'ended' ? build.endWord : undefined
      const { id, number, stoppedAt, request } = build
      return { id, number, state, word, stoppedAt, request }
    })
  }

  protected asked(arrival: Arrival): Asked {
    const name = nameOf(arrival)
    return { family: name, route: name }
  }

  protected act(arrival: Arrival, { family }: Asked): Answer {
    if (family === 'oidc-token') return this.signIn.identityToken(arrival)
    if (family === 'AssumeRoleWithWebIdentity')
      return this.signIn.assumeRole(new URLSearchParams(arrival.body.toString()))
    return this.#operate(arrival, family)
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
