import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { deliver } from '../delivery.js'
import {
  type Answer,
  type Arrival,
  gatewayError,
  json,
  type Problem,
  Refusal,
  serviceError,
} from '../exchange.js'
import { type Fault, FaultBook } from '../faults.js'
import { GatewayAuth } from '../gateway-auth.js'
import { settings } from '../options.js'
import { RequestJournal, type SeenRequest } from '../request-journal.js'
import { arrive } from '../simulator.js'
import { Pipeline } from './pipeline.js'
import { answerTo, callOf, type ReleaseSettings } from './routes.js'

export type { Leg, ReleasePlan } from './execution.js'
export type { Pipeline } from './pipeline.js'

export interface ReleaseSimulatorOptions extends Partial<Omit<ReleaseSettings, 'now'>> {
  readonly clock?: { now(): number }
  /** The id of the first execution; each further one is the next number. */
  readonly firstId?: bigint
}

/** The release management of ServiceStage on a local port, as its documents tell: strict, and with a memory. */
export class ReleaseSimulator {
  readonly faults = new FaultBook()
  readonly #pipelines = new Map<string, Pipeline>()
  readonly #journal = new RequestJournal()
  readonly #problems: Problem[] = []
  readonly #settings: ReleaseSettings
  readonly #auth: GatewayAuth
  readonly #clock: { now(): number }
  readonly #server = createServer((request, response) => {
    // Only a connection that broke ends here: there is nobody left to answer.
    this.#serve(request, response).catch(() => request.socket.destroy())
  })
  #nextId: bigint
  #port = 0
  #arrivals = 0

  constructor({ clock = Date, firstId = 286_541n, ...options }: ReleaseSimulatorOptions) {
    this.#clock = clock
    this.#nextId = firstId
    this.#auth = new GatewayAuth(settings({ clock }))
    this.#settings = {
      idsAs: 'number',
      offers: ['records', 'list'],
      lagMs: 0,
      recordsWithoutStatus: false,
      listAs: 'array',
      ...options,
      now: () => clock.now(),
    }
    this.#server.keepAliveTimeout = 60_000
  }

  get url(): string {
    return `http://127.0.0.1:${this.#port}`
  }

  /** The release task with this id; the first mention makes it. */
  pipeline(id: string): Pipeline {
    const known = this.#pipelines.get(id)
    if (known !== undefined) return known
    const newId = (): string => String(this.#nextId++)
    const pipeline = new Pipeline(id, () => this.#clock.now(), newId)
    this.#pipelines.set(id, pipeline)
    return pipeline
  }

  get requests(): readonly SeenRequest[] {
    return this.#journal.entries
  }

  /** The actions that arrived, in order, e.g. `start`. */
  get actions(): readonly string[] {
    return this.requests.flatMap(({ query }) => query['action_id'] ?? [])
  }

  /** What clients did against the documents; a test expects it to be empty. */
  get problems(): readonly Problem[] {
    return this.#problems
  }

  async up(): Promise<void> {
    await new Promise<void>((resolve) => this.#server.listen(this.#port, '127.0.0.1', resolve))
    this.#port = (this.#server.address() as AddressInfo).port
  }

  async close(): Promise<void> {
    const closed = new Promise<void>((resolve) => this.#server.close(() => resolve()))
    this.#server.closeAllConnections()
    await closed
  }

  async #serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
    this.#arrivals += 1
    const arrival = await arrive(request, this.#arrivals)
    const call = callOf(arrival)
    const action = arrival.query.get('action_id') ?? ''
    const fault = this.faults.meet(['any', call?.name ?? '', action].filter((one) => one !== ''))
    const note = this.#journal.add({
      at: this.#clock.now(),
      method: arrival.method,
      path: arrival.path,
      query: Object.fromEntries(arrival.query),
      route: action || (call?.name ?? ''),
      family: call?.name ?? '',
      headers: arrival.headers,
      body: arrival.body.toString(),
      ...(fault === undefined ? {} : { fault: fault.kind }),
    })
    response.setHeader('X-Request-Id', arrival.requestId)
    response.setHeader('Date', new Date(this.#clock.now()).toUTCString())
    if (fault !== undefined && 'when' in fault && fault.when === 'before-acting') {
      await deliver(response, serviceError(500, '', ''), fault)
      return
    }
    const answer = this.#answer(arrival, fault)
    note(answer.status)
    await deliver(response, answer, fault)
  }

  #answer(arrival: Arrival, fault: Fault | undefined): Answer {
    if (fault?.kind === 'answer') return fault.answer
    try {
      const call = callOf(arrival)
      if (call === undefined) {
        const problem = { kind: 'unknown-path', what: `${arrival.method} ${arrival.path}` } as const
        throw new Refusal(gatewayError(404, '0101', 'The API does not exist', arrival), problem)
      }
      this.#auth.check(arrival, this.#clock.now())
      return answerTo(call, arrival, this.#pipelines, this.#settings)
    } catch (refusal) {
      const route = arrival.query.get('action_id') ?? arrival.path
      if (!(refusal instanceof Refusal)) {
        this.#problems.push({ kind: 'request', what: `defect: ${String(refusal)}`, route })
        return json({ simulator: String(refusal) }, 599)
      }
      if (refusal.problem !== undefined) this.#problems.push({ ...refusal.problem, route })
      return refusal.answer
    }
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
