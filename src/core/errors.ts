/**
 * What went wrong, as a closed set: each code has an entry in docs/troubleshooting.md.
 * `not-offered` ends nothing: after it the backend tries the next version of the call.
 */
export type ErrorCode =
  | 'bad-input'
  | 'credentials-refused'
  | 'not-permitted'
  | 'not-found'
  | 'not-offered'
  | 'refused'
  | 'throttled'
  | 'service-error'
  | 'unreachable'
  | 'no-answer'
  | 'bad-answer'
  | 'ambiguous'
  | 'internal'

/**
 * Whether the service may have acted on a request that failed.
 * - `not-delivered`: it surely never arrived (refused connection, DNS, TLS).
 * - `unclear`: it may have been carried out (reset, time-out, 5xx, unreadable 200).
 * - `answered`: the service read it and refused it.
 */
export type Delivery = 'not-delivered' | 'unclear' | 'answered'

export interface ErrorDetails {
  /** What the person at the log can do about it: one line. */
  readonly hint: string
  readonly delivery?: Delivery
  /** Whether the same request may succeed later. */
  readonly transient?: boolean
  /** No later read can bring more: the watch gives up at once. */
  readonly final?: boolean
  /** How long the service asks us to wait, in milliseconds. */
  readonly retryAfterMs?: number
  readonly httpStatus?: number
  /** The service's own error code, e.g. `CB.00060211`. */
  readonly remoteCode?: string
  readonly requestId?: string
  readonly cause?: unknown
}

/** What `with` may replace: an error's own fields, and those of its details. */
export interface ErrorChanges extends Partial<ErrorDetails> {
  readonly code?: ErrorCode
  readonly message?: string
}

/** Every failure this action reports. The message says what happened, the hint what to do. */
export class ActionError extends Error {
  readonly code: ErrorCode
  readonly hint: string
  readonly delivery: Delivery
  readonly transient: boolean
  readonly final: boolean
  readonly retryAfterMs: number | undefined
  readonly httpStatus: number | undefined
  readonly remoteCode: string | undefined
  readonly requestId: string | undefined

  constructor(code: ErrorCode, message: string, details: ErrorDetails) {
    super(message, { cause: details.cause })
    this.name = 'ActionError'
    this.code = code
    this.hint = details.hint
    this.delivery = details.delivery ?? 'answered'
    this.transient = details.transient ?? false
    this.final = details.final ?? false
    this.retryAfterMs = details.retryAfterMs
    this.httpStatus = details.httpStatus
    this.remoteCode = details.remoteCode
    this.requestId = details.requestId
  }

  /** The same failure in other words, or with another certainty; what isn't named stays. */
  with({ code = this.code, message = this.message, ...changes }: ErrorChanges): ActionError {
    const { hint, delivery, transient, final, retryAfterMs, httpStatus, remoteCode, requestId } =
      this
    return new ActionError(code, message, {
      hint,
      delivery,
      transient,
      final,
      cause: this.cause,
      ...(retryAfterMs !== undefined && { retryAfterMs }),
      ...(httpStatus !== undefined && { httpStatus }),
      ...(remoteCode !== undefined && { remoteCode }),
      ...(requestId !== undefined && { requestId }),
      ...changes,
    })
  }
}

/** An `ActionError` as it is; any other error becomes one with the code `internal`, the only one that prints a stack. */
export function toActionError(error: unknown): ActionError {
  if (error instanceof ActionError) return error
  const message = error instanceof Error ? error.message : String(error)
  return new ActionError('internal', `Unexpected error in this action: ${message}`, {
    hint: 'This is a defect of the action; please report it with the stack below.',
    delivery: 'unclear',
    cause: error,
  })
}

/** Ends a `switch` over a union: the compiler proves that it is never reached. */
export function assertNever(value: never): never {
  throw new Error(`Unhandled case: ${JSON.stringify(value)}`)
}
