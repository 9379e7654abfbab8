import type { Build, Phase } from './build-machine.js'
import { type Answer, type Arrival, Refusal, serviceError } from './exchange.js'
import type { Fault } from './faults.js'
import { GatewayAuth } from './gateway-auth.js'
import { act } from './gateway.js'
import { type Asked, HttpService } from './http-service.js'
import { Job } from './job.js'
import type { StoredTemplate } from './definitions.js'
import { Keystores } from './keystores.js'
import { type Settings, settings, type SimulatorOptions } from './options.js'
import type { Service } from './route.js'
import { type FoundRoute, type Router, router } from './router.js'

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

interface AskedRoute extends Asked {
  readonly found: FoundRoute | undefined
}

/** CodeArts Build, IAM, STS and GitHub's identity tokens on one local port, as their documents tell. */
export class Simulator extends HttpService<AskedRoute> {
  /** The files of the file manager: tests put them there. */
  readonly keystores = new Keystores()
  /** Build templates by their uuid. */
  readonly templates = new Map<string, StoredTemplate>()
  /** Knows the accepted credentials: tests add and revoke. */
  readonly credentials: GatewayAuth
  readonly #settings: Settings
  readonly #jobs = new Map<string, Job>()
  readonly #router: Router
  #ids = 0

  constructor(options: SimulatorOptions) {
    const all = settings(options)
    const { clock, port, serviceClockOffsetMs: offsetMs } = all
    super({ clock, port, offsetMs, idHeader: 'X-Request-Id' })
    this.#settings = all
    this.credentials = new GatewayAuth(all)
    this.#router = router(this.credentials)
  }

  /** What the runner puts into ACTIONS_ID_TOKEN_REQUEST_URL. */
  get oidcRequestUrl(): string {
    return `${this.url}/oidc/token?api-version=1`
  }

  /** The build task with this id; the first mention makes it. */
  job(id: string): Job {
    const known = this.#jobs.get(id)
    if (known !== undefined) return known
    const job = new Job(id, this.#settings.offsetUnit, () => this.now())
    this.#jobs.set(id, job)
    return job
  }

  /** Every started build, in the order of its task's first mention. */
  get builds(): readonly SeenBuild[] {
    return [...this.#jobs.values()].flatMap(({ builds }) => builds.map((one) => this.#seen(one)))
  }

  protected asked({ method, path }: Arrival): AskedRoute {
    const found = this.#router(method, path)
    const { name: route = '', family = '' } = found?.route ?? {}
    return { route, family, found }
  }

  protected act(arrival: Arrival, { found, route }: AskedRoute, fault: Fault | undefined): Answer {
    return act(arrival, found, fault, this.#service(route), this.credentials)
  }

  #service(route: string): Service {
    const builds = () => [...this.#jobs.values()].flatMap((job) => job.builds)
    const visible = (build: Build | undefined) => {
      if (build === undefined || build.phase(this.now()) === 'hidden') throw notFound()
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
      now: () => this.now(),
      job,
      build: (jobId, number) => visible(job(jobId).find(number)),
      record: (recordId) => visible(builds().find((one) => one.recordId === recordId)),
      report: (problem) => this.report({ ...problem, route }),
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
    const state = build.phase(this.now())
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
