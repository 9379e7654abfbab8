import { afterEach, describe, expect, it } from '@jest/globals'
import { asUnauthorized, authorizerFor } from '../../../../src/clouds/aws/sign-in/index.js'
import type { HttpRequest, Transport } from '../../../../src/http/messages.js'
import { createTransport } from '../../../../src/http/transport.js'
import { authorizedTransport } from '../../../../src/sign-in/authorized-transport.js'
import {
  AWS_REGION,
  type AwsSimulator,
  project,
  REQUEST_TOKEN,
  ROLE_ARN,
  startAwsSimulator,
} from '../../../simulator/aws/index.js'

const SECOND = Date.UTC(2026, 8, 10, 11, 0, 0)
const never = new AbortController().signal

let simulator: AwsSimulator | undefined
let plain: Transport | undefined

afterEach(async () => {
  plain?.close()
  await simulator?.close()
})

/** A role whose keys last three seconds, and calls by them. Time passes only where it is moved. */
async function role(startMs: number, answersTakeMs: number) {
  const clock = { ms: startMs }
  const service = await startAwsSimulator({ clock: { now: () => clock.ms }, sessionSeconds: 3 })
  service.project('shop').always(project().succeedsAfter('1s'))
  const network = createTransport({ userAgent: 'test', keepAlive: true })
  simulator = service
  plain = network
  const slow: Transport = {
    send: async (request, signal) => {
      const answer = await network.send(request, signal)
      clock.ms += answersTakeMs
      return answer
    },
    close: () => network.close(),
  }
  const authorizer = authorizerFor(
    {
      region: AWS_REGION,
      credentials: {
        method: 'web-identity',
        origin: 'input role-to-assume',
        roleArn: ROLE_ARN,
        sessionName: 'run-1-1',
        token: { audience: 'sts.amazonaws.com' },
      },
      sts: new URL(service.url),
    },
    {
      transport: slow,
      now: () => clock.ms,
      onSecret: () => undefined,
      starred: (text) => text,
      scopeOf: () => ({ region: AWS_REGION, service: 'codebuild' }),
      getIdToken: () => identityToken(network, service),
    },
  )
  const call = authorizedTransport(asUnauthorized(network), authorizer)
  return { clock, service, call: () => statusOf(call, look(service)) }
}

async function identityToken(network: Transport, service: AwsSimulator): Promise<string> {
  const url = new URL(`${service.oidcRequestUrl}&audience=sts.amazonaws.com`)
  const headers = { authorization: `Bearer ${REQUEST_TOKEN}` }
  const answer = await network.send({ method: 'GET', url, headers }, never)
  let text = ''
  for await (const chunk of answer.body) text += Buffer.from(chunk).toString()
  return (JSON.parse(text) as { readonly value: string }).value
}

function look(service: AwsSimulator): HttpRequest {
  return {
    method: 'POST',
    url: new URL(service.url),
    headers: {
      'content-type': 'application/x-amz-json-1.1',
      'x-amz-target': 'CodeBuild_20161006.BatchGetProjects',
    },
    body: JSON.stringify({ names: ['shop'] }),
  }
}

async function statusOf(transport: Transport, request: HttpRequest): Promise<number> {
  const answer = await transport.send(request, never)
  await answer.discard()
  return answer.status
}

describe('The keys of a role', () => {
  it.each([0, 500, 999])(
    'are renewed before the service refuses them, given out %i ms into a second',
    async (offset) => {
      const { clock, service, call } = await role(SECOND + offset, 0)
      const end = clock.ms + 7_000
      for (; clock.ms < end; clock.ms += 100) expect(await call()).toBe(200)
      expect(service.problems).toEqual([])
      const sessions = service.requests.filter(({ family }) => family.startsWith('AssumeRole'))
      expect(sessions.length).toBeGreaterThanOrEqual(3)
      expect(sessions.length).toBeLessThanOrEqual(7)
    },
  )

  it('are renewed in time although the answer that brought them was slow', async () => {
    const { clock, service, call } = await role(SECOND + 999, 1_000)
    const end = clock.ms + 7_000
    for (; clock.ms < end; clock.ms += 100) expect(await call()).toBe(200)
    expect(service.problems).toEqual([])
  })
})
