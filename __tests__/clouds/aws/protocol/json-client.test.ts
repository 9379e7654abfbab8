import { afterEach, describe, expect, it } from '@jest/globals'
import { AwsJsonClient, CODEBUILD } from '../../../../src/clouds/aws/protocol/index.js'
import { createTransport } from '../../../../src/http/transport.js'
import { secretsOf } from '../../../support/secrets.js'
import { type LocalServer, serve } from '../../../http/local-server.js'

let server: LocalServer | undefined

afterEach(async () => {
  await server?.close()
  server = undefined
})

const never = new AbortController().signal
const NOW = Date.parse('2026-09-10T11:00:00Z')
const call = { operation: 'StartBuild', body: { projectName: 'shop' }, reads: false }

async function clientOf(status: number, body: string, headers: Record<string, string> = {}) {
  const asked: unknown[] = []
  const opened = await serve((request, response) => {
    let text = ''
    request.on('data', (chunk: Buffer) => (text += chunk.toString()))
    request.on('end', () => {
      const { method, url, headers: given } = request
      asked.push({ method, url, target: given['x-amz-target'], type: given['content-type'], text })
      response.sendDate = false
      response.writeHead(status, headers).end(body)
    })
  })
  server = opened
  const client = new AwsJsonClient({
    transport: createTransport({ userAgent: 'test/1', keepAlive: false }),
    base: opened.url('/base'),
    service: CODEBUILD,
    now: () => NOW,
    starred: (text) => secretsOf('a-long-secret').starred(text),
  })
  return { client, asked }
}

describe('A client of a service of AWS', () => {
  it('posts an operation as AWS JSON 1.1 and reads its answer', async () => {
    const { client, asked } = await clientOf(200, '{"build":{"id":"shop:1"}}')
    expect(await client.call(call, never)).toEqual({ build: { id: 'shop:1' } })
    expect(asked).toEqual([
      {
        method: 'POST',
        url: '/base',
        target: 'CodeBuild_20161006.StartBuild',
        type: 'application/x-amz-json-1.1',
        text: '{"projectName":"shop"}',
      },
    ])
    expect(client.clockOffsetMs).toBe(0)
  })

  it.each([
    [200, '{}'],
    [400, '{"__type":"InvalidInputException"}'],
  ])("knows the service's clock after an answer with HTTP %i", async (status, body) => {
    const { client } = await clientOf(status, body, { date: 'Thu, 10 Sep 2026 11:00:07 GMT' })
    await client.call(call, never).catch(() => undefined)
    expect(client.clockOffsetMs).toBe(7_000)
  })

  it.each([
    ['', 'an empty answer'],
    [' <html>Login</html>', 'HTML'],
    ['[]', 'no JSON'],
    ['{"build":', 'no JSON'],
  ])('takes %j with HTTP 200 for an unclear answer', async (body, kind) => {
    const { client } = await clientOf(200, body, { 'x-amzn-requestid': 'r-7' })
    await expect(client.call(call, never)).rejects.toMatchObject({
      code: 'bad-answer',
      message: `StartBuild: HTTP 200 with ${kind}`,
      delivery: 'unclear',
      transient: true,
      requestId: 'r-7',
    })
  })

  it('stars secrets in a refusal before it is cut', async () => {
    const message = `${'x '.repeat(296)}a-long-secret`
    const { client } = await clientOf(400, JSON.stringify({ __type: 'X', message }))
    await expect(client.call(call, never)).rejects.toMatchObject({
      message: expect.not.stringContaining('a-long'),
    })
  })
})
