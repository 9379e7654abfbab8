import type { HttpService } from '../simulator/http-service.js'
import {
  type ActionOptions,
  type ActionProcess,
  type ActionResult,
  startAction,
} from './action-process.js'

/** What every step against one service is given. */
export type GivenToAll = Pick<ActionOptions, 'action' | 'inputs' | 'env' | 'workspace'>

/** An action of the committed bundle against its simulated service, in real time. */
export class BundledAction<Service extends HttpService> {
  readonly simulator: Service
  readonly given: GivenToAll
  readonly #started: ActionProcess[] = []

  constructor(simulator: Service, given: GivenToAll) {
    this.simulator = simulator
    this.given = given
  }

  start(options: Partial<ActionOptions> = {}): ActionProcess {
    const inputs = { ...this.given.inputs, ...options.inputs }
    const env = { ...this.given.env, ...options.env }
    const started = startAction({ ...this.given, ...options, inputs, env })
    this.#started.push(started)
    return started
  }

  main(options: Partial<ActionOptions> = {}): Promise<ActionResult> {
    return this.start(options).done
  }

  /** The post step after a main step with this result. */
  post({ state }: ActionResult, options: Partial<ActionOptions> = {}): Promise<ActionResult> {
    return this.start({ ...options, entry: 'post', state }).done
  }

  /** Calls of the service so far, by the simulator's names, in order. */
  calls(): string[] {
    return this.simulator.requests.map(({ family }) => family)
  }

  /** Paths of the requests so far, in order. */
  paths(): string[] {
    return this.simulator.requests.map(({ method, path }) => `${method} ${path}`)
  }

  /** When the first request of this path came, as `Date.now()`. */
  at(path: RegExp): number | undefined {
    return this.simulator.requests.find((made) => path.test(made.path))?.at
  }

  /** Ends what still runs: a step whose service is gone would look for it for ten minutes. */
  async close(): Promise<void> {
    for (const { child, done } of this.#started) {
      child.kill('SIGKILL')
      await done
    }
    await this.simulator.close()
  }
}

/** The lines a step printed, without the ones the runner acts on. */
export function plainLines(stdout: string): string[] {
  return stdout.split('\n').filter((line) => !line.startsWith('::'))
}
