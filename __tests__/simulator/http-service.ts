import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { deliver } from './delivery.js'
import { type Answer, type Arrival, json, type Problem, Refusal } from './exchange.js'
import { type Fault, FaultBook } from './faults.js'
import { RequestJournal, type SeenRequest } from './request-journal.js'

/** What a request asks for. Both names are empty where no document knows it. */
export interface Asked {
  /** The call, e.g. `record-info`: faults go by it. */
  readonly family: string
  /** One dialect of the call, e.g. `record-info-v4`; the same where there is one. */
  readonly route: string
}

export interface HttpServiceOptions {
  readonly clock: { now(): number }
  /** 0: any that is free. */
  readonly port: number
  /** The header in which this service names each request. */
  readonly idHeader: string
  /** The service's clock minus the client's. */
  readonly offsetMs: number
}

/** A service on a local port. Its calls go wrong as `faults` says; what arrived, and what was wrong with it, is kept. */
export abstract class HttpService<Ask extends Asked = Asked> {
  readonly faults = new FaultBook()
  readonly #options: HttpServiceOptions
  readonly #journal = new RequestJournal()
  readonly #problems: Problem[] = []
  readonly #server = createServer((request, response) => {
    // Only a connection that broke ends here: there is nobody left to answer.
    this.#serve(request, response).catch(() => request.socket.destroy())
  })
  #port: number
  #arrivals = 0

  /** The service's clock. */
  readonly now = (): number => this.#options.clock.now() + this.#options.offsetMs

  constructor(options: HttpServiceOptions) {
    this.#options = options
    this.#port = options.port
    this.#server.keepAliveTimeout = 60_000
  }

  get url(): string {
    return `http://127.0.0.1:${this.#port}`
  }

  get requests(): readonly SeenRequest[] {
    return this.#journal.entries
  }

  /** What clients did against the documents; a test expects it to be empty. */
  get problems(): readonly Problem[] {
    return this.#problems
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

  protected abstract asked(arrival: Arrival): Ask

  /** Acts on a request; what is thrown as a `Refusal` is an answer, too. */
  protected abstract act(arrival: Arrival, ask: Ask, fault: Fault | undefined): Answer

  protected report(problem: Problem): void {
    this.#problems.push(problem)
  }

  async #serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
    this.#arrivals += 1
    const arrival = await arrive(request, this.#arrivals)
    const ask = this.asked(arrival)
    const fault = this.faults.meet(['any', ask.family, ask.route].filter((one) => one !== ''))
    const note = this.#journal.add({
      at: this.#options.clock.now(),
      method: arrival.method,
      path: arrival.path,
      query: Object.fromEntries(arrival.query),
      route: ask.route,
      family: ask.family,
      headers: arrival.headers,
      body: arrival.body.toString(),
      ...(fault === undefined ? {} : { fault: fault.kind }),
    })
    response.setHeader(this.#options.idHeader, arrival.requestId)
    response.setHeader('Date', new Date(this.now()).toUTCString())
    if (fault !== undefined && 'when' in fault && fault.when === 'before-acting') {
      await deliver(response, json({}), fault)
      return
    }
    const answer = fault?.kind === 'answer' ? fault.answer : this.#answer(arrival, ask, fault)
    note(answer.status)
    await deliver(response, answer, fault)
  }

  #answer(arrival: Arrival, ask: Ask, fault: Fault | undefined): Answer {
    try {
      return this.act(arrival, ask, fault)
    } catch (refusal) {
      if (!(refusal instanceof Refusal)) return this.#defect(refusal, ask)
      if (refusal.problem !== undefined) this.report({ ...refusal.problem, route: ask.route })
      return refusal.answer
    }
  }

  /** A fault of the simulator itself must not look like one that the service could have. */
  #defect(fault: unknown, { route }: Ask): Answer {
    const what = `defect of the simulator: ${String(fault)}`
    this.report({ kind: 'request', what, route })
    return json({ simulator: what }, 599)
  }
}

/** Reads a request whole. */
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
