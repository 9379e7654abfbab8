import { authorizerFor } from '../../../../src/clouds/aws/sign-in/authorizer-for.js'
import type { AwsCredentials } from '../../../../src/clouds/aws/sign-in/sign-in-config.js'
import { createTransport } from '../../../../src/http/transport.js'
import { Secrets } from '../../../../src/text/secrets.js'
import { type LocalServer, serve } from '../../../http/local-server.js'

export interface Reply {
  readonly status?: number
  readonly headers?: Readonly<Record<string, string>>
  readonly body: string
}

/** A sign-in service that gives these answers in turn, the last one for ever, and notes what it was asked. */
export async function signInService(...replies: readonly Reply[]) {
  const asked: { readonly authorization?: string; readonly path: string; readonly body: string }[] =
    []
  const server: LocalServer = await serve((request, response) => {
    let body = ''
    request.on('data', (chunk: Buffer) => (body += chunk.toString()))
    request.on('end', () => {
      const { authorization } = request.headers
      asked.push({
        path: request.url ?? '',
        body,
        ...(authorization !== undefined && { authorization }),
      })
      const reply = replies[Math.min(asked.length, replies.length) - 1]
      response.writeHead(reply?.status ?? 200, reply?.headers)
      response.end(reply?.body)
    })
  })
  return { server, asked }
}

/** Signs a request in with what the service gives, over a real transport, and returns its headers. */
export function signedInBy(
  credentials: AwsCredentials,
  sts: URL,
  getIdToken: (audience: string | undefined) => Promise<string> = () =>
    Promise.resolve('the.identity.token'),
) {
  const secrets = new Secrets()
  const masked: string[] = []
  const clock = { ms: Date.now() }
  const authorizer = authorizerFor(
    { region: 'us-east-1', credentials, sts },
    {
      transport: createTransport({ userAgent: 'test/1', keepAlive: false }),
      now: () => clock.ms,
      onSecret: (secret) => {
        masked.push(secret)
        secrets.add(secret)
      },
      starred: (text) => secrets.starred(text),
      getIdToken,
      scopeOf: () => ({ region: 'us-east-1', service: 'codebuild' }),
    },
  )
  const request = {
    method: 'POST',
    url: new URL('https://codebuild.example/'),
    headers: {},
  } as const
  return {
    clock,
    masked,
    authorizer,
    headers: async (signal = new AbortController().signal) =>
      (await authorizer.authorize(request, signal)).headers,
  }
}
