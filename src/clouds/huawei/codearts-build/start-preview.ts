import { startBody, type StartRequest } from './api/start-call.js'

/** What a start would send, for people. */
export interface StartPreview {
  /** Method and address. */
  readonly call: string
  /** The lines of the body. */
  readonly body: readonly string[]
}

export function startPreview(endpoint: URL, request: StartRequest): StartPreview {
  return {
    call: `POST ${endpoint.href.replace(/\/$/, '')}/v3/jobs/build`,
    body: JSON.stringify(startBody(request), undefined, 2).split('\n'),
  }
}
