/** One request. `answerWithinMs` bounds each silence: until the answer's head, and between two bytes. */
export interface HttpRequest {
  readonly method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE'
  readonly url: URL
  /** Lower-case names. A signed request is sent unchanged. */
  readonly headers: Readonly<Record<string, string>>
  /** The exact text that is sent, UTF-8. */
  readonly body?: string
  /** Whether a POST only reads, so that it may be lost with a kept connection and sent again. A GET always may. */
  readonly repeatable?: true
  /** Milliseconds of silence after which the request is given up; the transport has a default. */
  readonly answerWithinMs?: number
  /**
   * Milliseconds for all of it, the body's last byte included, however steadily that drips; 60 s by default. `Infinity` for
   * logs and files, whose consumers take their time.
   */
  readonly completeWithinMs?: number
}

/** The head of an answer, and its body as it arrives. A body that isn't wanted must be `discard`ed. */
export interface HttpAnswer {
  readonly status: number
  /** Lower-case names; repeated headers joined with `, `. */
  readonly headers: Readonly<Record<string, string>>
  /** Decoded of gzip. Throws `ActionError` when it breaks off. */
  readonly body: AsyncIterable<Uint8Array>
  /** Reads the body to its end and drops it, so that its connection can serve again. */
  discard(): Promise<void>
}

/**
 * Sends requests. Redirects are answers, never followed: credentials must not travel to another host.
 * Failures are `ActionError` with a `delivery`; an abort rejects with the signal's reason.
 */
export interface Transport {
  send(request: HttpRequest, signal: AbortSignal): Promise<HttpAnswer>
  /** Drops what is in flight and the kept connections. */
  close(): void
}
