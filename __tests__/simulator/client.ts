import { CREDENTIALS } from './options.js'

export interface Reply {
  readonly status: number
  readonly type: string
  readonly headers: Headers
  readonly text: string
  /** The parsed body; throws for one that isn't JSON. */
  json(): unknown
}

/** The plainest client there is, signed in with the simulator's own token unless told otherwise. */
export async function call(
  url: string,
  body?: unknown,
  headers: Readonly<Record<string, string>> = { 'x-auth-token': CREDENTIALS.token },
): Promise<Reply> {
  const posted = { method: 'POST', body: typeof body === 'string' ? body : JSON.stringify(body) }
  const response = await fetch(url, {
    ...(body === undefined ? {} : posted),
    headers: { 'content-type': 'application/json', ...headers },
    redirect: 'manual',
  })
  const text = await response.text()
  return {
    status: response.status,
    type: response.headers.get('content-type') ?? '',
    headers: response.headers,
    text,
    json: () => {
      const value: unknown = JSON.parse(text)
      return value
    },
  }
}
