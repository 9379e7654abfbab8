/** A request as it arrived. */
export interface Arrival {
  readonly method: string
  /** Path and query, exactly as on the wire. */
  readonly target: string
  readonly path: string
  readonly query: URLSearchParams
  /** Lower-case names. */
  readonly headers: Readonly<Record<string, string>>
  readonly body: Buffer
  /** The gateway's name for it, which its answer carries. */
  readonly requestId: string
}

export interface Answer {
  readonly status: number
  readonly type: string
  readonly headers?: Readonly<Record<string, string>>
  readonly body: string | Uint8Array | Iterable<string>
}

export const JSON_TYPE = 'application/json;charset=UTF-8'

/** No field of the definitions may be null: one without a value is left out. */
export function json(value: unknown, status = 200, headers: Record<string, string> = {}): Answer {
  const body = JSON.stringify(value, (_name, inner: unknown) =>
    inner === null ? undefined : inner,
  )
  return { status, type: JSON_TYPE, headers, body }
}

/**
 * What a client did against the documents. `expired` and `clock` are no mistakes by themselves: a client learns of
 * them by the refusal, so a test about renewal or clock skew expects them.
 */
export interface Problem {
  readonly kind:
    | 'unknown-path'
    | 'no-credentials'
    | 'expired'
    | 'refused-credentials'
    | 'clock'
    | 'request'
    | 'offset'
  readonly what: string
  readonly route: string
}

/** An answer that says no; with `problem`, the client is to blame for it. */
export class Refusal extends Error {
  readonly answer: Answer
  readonly problem: Omit<Problem, 'route'> | undefined

  constructor(answer: Answer, problem?: Omit<Problem, 'route'>) {
    super(problem?.what ?? `HTTP ${answer.status}`)
    this.name = 'Refusal'
    this.answer = answer
    this.problem = problem
  }
}

/** The service's usual shape of an error. */
export function serviceError(status: number, code: string, message: string): Answer {
  return json({ error_code: code, error_msg: message }, status)
}

/** An error of the gateway before the service, which names the request in its body too. */
export function gatewayError(
  status: number,
  number: string,
  message: string,
  { requestId }: Arrival,
): Answer {
  const fields = { error_code: `APIGW.${number}`, error_msg: message, request_id: requestId }
  return json(fields, status)
}

/** A 400 for a request whose form is wrong. */
export function malformed(what: string): Refusal {
  return new Refusal(serviceError(400, 'CB.00060200', `Invalid param: ${what}`), {
    kind: 'request',
    what,
  })
}
