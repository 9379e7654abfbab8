import type { BuildApi } from '../api/build-api.js'
import type { StartRequest } from '../api/start-call.js'

/** Repeats a read whose failure may pass, as long as there is time for it. */
export type Repeated = <T>(read: () => Promise<T>) => Promise<T>

/** What a look-up for an earlier build knows, and how it asks for more. */
export interface ReuseSearch {
  readonly api: BuildApi
  readonly request: StartRequest
  /** Full, lower case. */
  readonly commit: string
  readonly maxAgeMs: number
  /** Epoch milliseconds by the service's clock. */
  readonly serviceNow: number
  /** The values that the task gives its parameters now; asked for once. */
  readonly defaults: () => Promise<ReadonlyMap<string, string>>
  /** When the task's definition last changed; undefined where the service lists no change. */
  readonly lastChange: () => Promise<Date | undefined>
  readonly repeated: Repeated
  readonly signal: AbortSignal
}
