import {
  type Job,
  type JobTraits,
  type SeenRequest,
  type Simulator,
  type SimulatorOptions,
  startSimulator,
} from '../simulator/index.js'
import { Attempts } from '../../src/clouds/huawei/codearts-build/definitions/index.js'
import {
  type CalledService,
  ServiceClient,
} from '../../src/clouds/huawei/gateway/service-client.js'
import type { ActionError } from '../../src/core/errors.js'
import type { Transport } from '../../src/http/messages.js'
import { createTransport } from '../../src/http/transport.js'
import { signedIn } from './access-key.js'
import { JOB_ID } from './ids.js'
import { VirtualClock } from './virtual-clock.js'

/** Single calls of the simulated service, in process and on virtual time. */
export class ServiceBench {
  readonly clock: VirtualClock
  readonly simulator: Simulator
  readonly cancel = new AbortController()
  readonly debugged: string[] = []
  readonly warned: ActionError[] = []
  readonly attempts: Attempts
  readonly service: CalledService
  readonly #plain: Transport

  private constructor(simulator: Simulator, clock: VirtualClock) {
    this.simulator = simulator
    this.clock = clock
    this.#plain = createTransport({
      userAgent: 'test',
      keepAlive: true,
      defaultAnswerWithinMs: 5_000,
    })
    this.service = {
      client: new ServiceClient({
        transport: signedIn(this.#plain, clock),
        base: new URL(simulator.url),
        now: () => clock.now(),
        starred: (text) => text,
      }),
      debug: (line) => void this.debugged.push(line),
    }
    this.attempts = new Attempts({
      clock,
      random: () => 0.5,
      cancel: this.cancel.signal,
      warn: (error) => void this.warned.push(error),
    })
  }

  static async over(options: SimulatorOptions = {}): Promise<ServiceBench> {
    const clock = new VirtualClock()
    return new ServiceBench(await startSimulator({ clock, ...options }), clock)
  }

  async close(): Promise<void> {
    this.#plain.close()
    await this.simulator.close()
  }

  get signal(): AbortSignal {
    return this.cancel.signal
  }

  /** A task that is there. */
  task(traits: JobTraits, definition: Job['definition'] = {}, id = JOB_ID): Job {
    const job = this.simulator.job(id).with(traits)
    job.definition = definition
    return job
  }

  /** The paths of requests by their method, in their order. */
  asked(...methods: readonly SeenRequest['method'][]): readonly string[] {
    return this.simulator.requests
      .filter(({ method }) => methods.length === 0 || methods.includes(method))
      .map(({ method, path }) => `${method} ${path}`)
  }

  /** The requests that change something, in their order. */
  get writes(): readonly string[] {
    return this.asked('POST', 'PUT', 'DELETE')
  }
}
