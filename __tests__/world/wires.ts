import type { Transport } from '../../src/http/messages.js'
import { createTransport } from '../../src/http/transport.js'
import { holdWhileBusy, type VirtualClock } from '../support/virtual-clock.js'
import { type Mortal, rerouted } from './mortal.js'
import type { Network } from './network.js'

export interface WireOptions {
  /** Real milliseconds of silence after which any request, the start too, is given up. */
  readonly answerWithinMs?: number
  /** Put between the adapters and the network, e.g. to count bytes. */
  readonly wrap?: (transport: Transport) => Transport
}

/** The ways from processes to the service: each process has its own, which breaks when it dies. */
export class Wires {
  readonly #clock: VirtualClock
  readonly #network: Network
  readonly #options: WireOptions
  readonly #open: Transport[] = []
  readonly #ways = new Map<Mortal, { kept?: Transport; fresh?: Transport }>()

  constructor(clock: VirtualClock, network: Network, options: WireOptions) {
    this.#clock = clock
    this.#network = network
    this.#options = options
  }

  /** A way that keeps its connections. */
  kept(process: Mortal): Transport {
    const ways = this.#of(process)
    return (ways.kept ??= this.#way(process, true))
  }

  /** A way with a connection for each request. */
  fresh(process: Mortal): Transport {
    const ways = this.#of(process)
    return (ways.fresh ??= this.#way(process, false))
  }

  close(): void {
    for (const transport of this.#open) transport.close()
  }

  #of(process: Mortal): { kept?: Transport; fresh?: Transport } {
    const known = this.#ways.get(process) ?? {}
    this.#ways.set(process, known)
    return known
  }

  #way(process: Mortal, keepAlive: boolean): Transport {
    const { answerWithinMs = 5_000, wrap = (transport: Transport) => transport } = this.#options
    const plain = createTransport({ userAgent: 'test', keepAlive })
    this.#open.push(plain)
    const patient: Transport = {
      send: (request, signal) => plain.send({ ...request, answerWithinMs }, signal),
      close: () => plain.close(),
    }
    const lossy = rerouted(wrap(patient), (request) => this.#network.meet(request))
    return process.transport(holdWhileBusy(lossy, this.#clock))
  }
}
