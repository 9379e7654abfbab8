import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { execFileSync, spawn } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { createServer as createHttpServer, type Server } from 'node:http'
import { createServer as createTlsServer } from 'node:https'
import { connect, type Socket } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { listening, portOf } from './local-server.js'

// Loopback names bypass proxies, so the target has a name that only the proxy can resolve.
const HOST = 'build.fake.example'
const PASSWORD = 'p@ss:w0rd'
const folder = mkdtempSync(join(tmpdir(), 'proxy-test-'))
const keyFile = join(folder, 'key.pem')
const certificateFile = join(folder, 'certificate.pem')
const sockets = new Set<Socket>()
const connects: string[] = []
let target: Server
let proxy: Server

beforeAll(async () => {
  const subject = ['-subj', `/CN=${HOST}`, '-addext', `subjectAltName=DNS:${HOST}`, '-days', '2']
  const key = ['-newkey', 'rsa:2048', '-nodes', '-keyout', keyFile, '-out', certificateFile]
  execFileSync('openssl', ['req', '-x509', ...key, ...subject], { stdio: 'ignore' })
  const tls = { key: readFileSync(keyFile), cert: readFileSync(certificateFile) }
  target = createTlsServer(tls, (request, response) => {
    if (request.url === '/silent') response.write('half')
    else response.end(`hello ${request.headers.host ?? ''}`)
  })
  proxy = createHttpServer()
  proxy.on('connect', (request, client: Socket) => {
    sockets.add(client)
    client.on('error', () => undefined)
    connects.push(request.url ?? '')
    const sent = request.headers['proxy-authorization'] ?? ''
    const expected = `Basic ${Buffer.from(`ci:${PASSWORD}`).toString('base64')}`
    if (request.url?.startsWith('hang.') === true) return
    if (sent !== expected) {
      client.end('HTTP/1.1 407 Proxy Authentication Required\r\n\r\n')
      return
    }
    const through = connect(portOf(target), '127.0.0.1', () => {
      client.write('HTTP/1.1 200 OK\r\n\r\n')
      client.pipe(through).pipe(client)
    })
    sockets.add(through)
    through.on('error', () => undefined)
  })
  await listening(target)
  await listening(proxy)
})

afterAll(() => {
  for (const socket of sockets) socket.destroy()
  target.close()
  proxy.close()
  rmSync(folder, { recursive: true })
})

interface Called {
  readonly outcome: unknown
  readonly printed: string
}

/** Runs the call in a process of its own; fails when that doesn't end by itself. */
function call(
  url: string,
  how: {
    user?: string
    setting?: string
    trusted?: boolean
    abortAfterMs?: number
    env?: Record<string, string>
  } = {},
) {
  const script = fileURLToPath(new URL('./proxied-call.ts', import.meta.url))
  const { user = `ci:${encodeURIComponent(PASSWORD)}`, trusted = true, abortAfterMs = 0 } = how
  const env = {
    PATH: process.env['PATH'],
    https_proxy: how.setting ?? `http://${user}@127.0.0.1:${portOf(proxy)}`,
    ...(trusted && { NODE_EXTRA_CA_CERTS: certificateFile }),
    ...how.env,
  }
  const args = ['--import', 'tsx', script, url, String(abortAfterMs)]
  return new Promise<Called>((resolve, reject) => {
    const child = spawn(process.execPath, args, { env, timeout: 15_000 })
    let printed = ''
    child.stdout.on('data', (data: Buffer) => (printed += data.toString()))
    child.stderr.on('data', (data: Buffer) => (printed += data.toString()))
    child.on('close', (code) => {
      if (code !== 0) reject(new Error(`exit ${String(code)}: ${printed}`))
      else resolve({ outcome: JSON.parse(printed.split('\n')[0] ?? ''), printed })
    })
  })
}

describe('through a CONNECT proxy with user and password', () => {
  it('reaches a host that only the proxy can resolve, and checks its certificate', async () => {
    const { outcome } = await call(`https://${HOST}/x`)
    expect(outcome).toEqual({ status: 200, text: `hello ${HOST}` })
    expect(connects).toContain(`${HOST}:443`)
  }, 30_000)

  it('is surely not delivered when the proxy refuses, and prints no password', async () => {
    const { outcome, printed } = await call(`https://${HOST}/x`, { user: 'ci:wr0ng' })
    expect(outcome).toMatchObject({
      code: 'unreachable',
      delivery: 'not-delivered',
      transient: true,
      hint: expect.stringContaining('https_proxy'),
    })
    expect(printed).not.toContain('wr0ng')
  }, 30_000)

  it('names a proxy setting that is no URL as a bad input, without quoting it', async () => {
    const { outcome, printed } = await call(`https://${HOST}/x`, { setting: '[:wr0ng' })
    expect(outcome).toMatchObject({
      code: 'bad-input',
      hint: expect.stringContaining('https_proxy'),
    })
    expect(printed).not.toContain('wr0ng')
  }, 30_000)

  it('trusts no certificate by itself and says how to trust one', async () => {
    const { outcome } = await call(`https://${HOST}/x`, { trusted: false })
    expect(outcome).toMatchObject({
      code: 'unreachable',
      delivery: 'not-delivered',
      transient: false,
      hint: expect.stringContaining('NODE_EXTRA_CA_CERTS'),
    })
  }, 30_000)

  it.each([
    ['through the proxy', {}],
    ['directly', { no_proxy: '*' }],
  ])(
    'checks certificates %s although the environment says not to',
    async (way, env) => {
      const insecure = { NODE_TLS_REJECT_UNAUTHORIZED: '0', NODE_NO_WARNINGS: '1', ...env }
      const url = way === 'directly' ? `https://127.0.0.1:${portOf(target)}/x` : `https://${HOST}/x`
      const { outcome } = await call(url, { trusted: false, env: insecure })
      expect(outcome).toMatchObject({ code: 'unreachable', transient: false })
    },
    30_000,
  )

  it('checks the certificate of a proxy that has one although the environment says not to', async () => {
    const tls = { key: readFileSync(keyFile), cert: readFileSync(certificateFile) }
    const asked: string[] = []
    const safeProxy = createTlsServer(tls)
    safeProxy.on('connect', (request, client: Socket) => {
      asked.push(request.url ?? '')
      client.destroy()
    })
    await listening(safeProxy)
    const setting = `https://ci:secret@127.0.0.1:${portOf(safeProxy)}`
    const insecure = { NODE_TLS_REJECT_UNAUTHORIZED: '0', NODE_NO_WARNINGS: '1' }
    const { outcome } = await call(`https://${HOST}/x`, { setting, trusted: false, env: insecure })
    safeProxy.close()
    expect(outcome).toMatchObject({ code: 'unreachable', delivery: 'not-delivered' })
    expect(asked).toEqual([])
  }, 30_000)

  it('makes Node warn of nothing', async () => {
    const { printed } = await call(`https://${HOST}/x`, { env: { NODE_PENDING_DEPRECATION: '1' } })
    expect(printed).not.toContain('DEP0005')
  }, 30_000)

  it('gives up a body that falls silent inside the tunnel', async () => {
    const { outcome } = await call(`https://${HOST}/silent`)
    expect(outcome).toMatchObject({ code: 'no-answer', delivery: 'unclear' })
  }, 30_000)

  it('gives up a CONNECT without an answer, which surely delivered nothing', async () => {
    const { outcome } = await call('https://hang.fake.example/x')
    expect(outcome).toMatchObject({ code: 'unreachable', delivery: 'not-delivered' })
  }, 30_000)

  it('leaves a hanging CONNECT at once when it is aborted', async () => {
    const { outcome } = await call('https://hang.fake.example/x', { abortAfterMs: 200 })
    expect(outcome).toMatchObject({ code: 'internal', message: 'Error: cancelled' })
  }, 30_000)
})
