import { type Answer, type Arrival, gatewayError, Refusal } from '../exchange.js'
import { GatewayAuth } from '../gateway-auth.js'
import { type Asked, HttpService } from '../http-service.js'
import { settings } from '../options.js'
import { Pipeline } from './pipeline.js'
import { answerTo, callOf, type ReleaseCall, type ReleaseSettings } from './routes.js'

export type { Leg, ReleasePlan } from './execution.js'
export type { Pipeline } from './pipeline.js'

export interface ReleaseSimulatorOptions extends Partial<Omit<ReleaseSettings, 'now'>> {
  readonly clock?: { now(): number }
  /** The id of the first execution; each further one is the next number. */
  readonly firstId?: bigint
}

interface AskedCall extends Asked {
  readonly call: ReleaseCall | undefined
}

/** The release management of ServiceStage on a local port, as its documents tell: strict, and with a memory. */
export class ReleaseSimulator extends HttpService<AskedCall> {
  readonly #pipelines = new Map<string, Pipeline>()
  readonly #settings: ReleaseSettings
  readonly #auth: GatewayAuth
  #nextId: bigint

  constructor({ clock = Date, firstId = 286_541n, ...options }: ReleaseSimulatorOptions) {
    super({ clock, port: 0, offsetMs: 0, idHeader: 'X-Request-Id' })
    this.#nextId = firstId
    this.#auth = new GatewayAuth(settings({ clock }))
    this.#settings = {
      idsAs: 'number',
      offers: ['records', 'list'],
      lagMs: 0,
      recordsWithoutStatus: false,
      listAs: 'array',
      ...options,
      now: () => this.now(),
    }
  }

  /** The release task with this id; the first mention makes it. */
  pipeline(id: string): Pipeline {
    const known = this.#pipelines.get(id)
    if (known !== undefined) return known
    const newId = (): string => String(this.#nextId++)
    const pipeline = new Pipeline(id, () => this.now(), newId)
    this.#pipelines.set(id, pipeline)
    return pipeline
  }

  /** The actions that arrived, in order, e.g. `start`. */
  get actions(): readonly string[] {
    return this.requests.flatMap(({ query }) => query['action_id'] ?? [])
  }

  protected asked(arrival: Arrival): AskedCall {
    const call = callOf(arrival)
    const family = call?.name ?? ''
    return { call, family, route: arrival.query.get('action_id') ?? family }
  }

  protected act(arrival: Arrival, { call }: AskedCall): Answer {
    if (call === undefined) {
      const problem = { kind: 'unknown-path', what: `${arrival.method} ${arrival.path}` } as const
      throw new Refusal(gatewayError(404, '0101', 'The API does not exist', arrival), problem)
    }
    this.#auth.check(arrival, this.now())
    return answerTo(call, arrival, this.#pipelines, this.#settings)
  }
}

/** Starts it on a free port of 127.0.0.1. Close it when done. */
export async function startReleaseSimulator(
  options: ReleaseSimulatorOptions = {},
): Promise<ReleaseSimulator> {
  const simulator = new ReleaseSimulator(options)
  await simulator.up()
  return simulator
}
