import type { ActionError } from '../../src/core/errors.js'
import type { JournalEntry } from '../../src/core/journal-entry.js'
import type { Backend, Clock } from '../../src/core/ports.js'
import type { Plan } from '../../src/core/supervisor.js'
import type { HttpRequest, Transport } from '../../src/http/messages.js'
import type { HttpService } from '../simulator/http-service.js'

/** A run as the service truly has it, whatever it tells. */
export interface SeenRun {
  readonly ended: boolean
  /** Whether it ended well. */
  readonly good: boolean
  /** When the first stop was taken, the service's clock. */
  readonly stoppedAt: number | undefined
}

/** What one process reaches the service by. */
export interface Link<Service extends HttpService> {
  readonly service: Service
  readonly transport: Transport
  /** One that a busy main leaves free. */
  readonly stopTransport: Transport
  readonly now: () => number
  readonly warn: (warning: ActionError) => void
  readonly debug: (line: string) => void
  readonly print: (line: string) => void
}

/** Who signs in over `open`, a way to the service that no one has signed in on yet. */
export interface SignInMeans<Service extends HttpService> {
  readonly service: Service
  readonly now: () => number
  readonly open: () => Transport
}

/** What a system calls its calls, by what they are for. */
export interface Calls {
  readonly start: string
  readonly look: string
  /** Absent where a run has no log. */
  readonly log?: string
  readonly stop: string
}

/** All in which one remote system differs from the others for the harness. */
export interface System<Service extends HttpService, Its extends Backend> {
  /** What runs are of, e.g. the task's name. */
  readonly owner: string
  readonly calls: Calls
  /** What its runs are supervised by, where that is not the plan of all. */
  readonly plan?: Partial<Plan>
  start(clock: Clock): Promise<Service>
  /** Settles how the coming runs go. */
  arrange(service: Service): void
  /** Signs a way to the service in. */
  signingIn(means: SignInMeans<Service>): (plain: Transport) => Transport
  /** What is read before anything is started; tried again while its failure may pass, as an action does. */
  prepare?(link: Link<Service>, signal: AbortSignal): Promise<void>
  /** `left` is what a main step left, where the process is a post step. */
  backend(link: Link<Service>, left?: JournalEntry): Its
  /** The call of a request, by the simulator's name; empty for any other. */
  callOf(request: HttpRequest): string
  /** Runs that this workflow started. */
  runs(service: Service): readonly SeenRun[]
  /** All that the first of them wrote, readable or not. */
  trueLog(service: Service): string
}
