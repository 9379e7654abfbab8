import { createServer, type Server } from 'node:http'
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals'
import { createTransport } from '../../src/http/transport.js'
import { listening, portOf } from './local-server.js'

const never = new AbortController().signal
const VARIABLES = ['https_proxy', 'http_proxy', 'no_proxy', 'HTTPS_PROXY', 'HTTP_PROXY', 'NO_PROXY']
const before = new Map(VARIABLES.map((name) => [name, process.env[name]]))
const asked: { readonly host: string | undefined; readonly as: string | undefined }[] = []
let proxy: Server

beforeEach(async () => {
  for (const name of VARIABLES) Reflect.deleteProperty(process.env, name)
  asked.length = 0
  proxy = createServer()
  proxy.on('connect', (request, socket) => {
    asked.push({ host: request.url, as: request.headers['proxy-authorization'] })
    socket.on('error', () => undefined)
    socket.end('HTTP/1.1 407 Proxy Authentication Required\r\n\r\n')
  })
  await listening(proxy)
})

afterEach(() => {
  for (const [name, value] of before) {
    if (value === undefined) Reflect.deleteProperty(process.env, name)
    else process.env[name] = value
  }
  proxy.close()
})

function get(url: string): Promise<unknown> {
  const transport = createTransport({ userAgent: 'test/1', keepAlive: true })
  return transport
    .send({ method: 'GET', url: new URL(url), headers: {} }, never)
    .finally(() => transport.close())
}

/** What is sent, and refused by the proxy. */
const REFUSED = {
  code: 'unreachable',
  delivery: 'not-delivered',
  transient: true,
  hint: expect.stringContaining('The proxy refused the connection'),
}

describe('A proxy of the environment', () => {
  it.each([
    ['https://build.fake.example/x', 'build.fake.example:443'],
    ['http://build.fake.example/x', 'build.fake.example:80'],
    ['https://build.fake.example:8443/x', 'build.fake.example:8443'],
  ])('is asked for the host of %s, with its user and password', async (url, host) => {
    const setting = `http://ci:${encodeURIComponent('p@ss:w0rd')}@127.0.0.1:${portOf(proxy)}`
    process.env['https_proxy'] = setting
    process.env['http_proxy'] = setting
    await expect(get(url)).rejects.toMatchObject(REFUSED)
    expect(asked).toEqual([{ host, as: `Basic ${Buffer.from('ci:p@ss:w0rd').toString('base64')}` }])
  })

  it('is asked without a password where it has none', async () => {
    process.env['https_proxy'] = `http://127.0.0.1:${portOf(proxy)}`
    await expect(get('https://build.fake.example/x')).rejects.toMatchObject(REFUSED)
    expect(asked).toEqual([{ host: 'build.fake.example:443', as: undefined }])
  })

  it('whose address is none is a bad input, and is not quoted', async () => {
    process.env['https_proxy'] = '[:wr0ng'
    const fault = get('https://build.fake.example/x')
    await expect(fault).rejects.toMatchObject({ code: 'bad-input', delivery: 'not-delivered' })
    await expect(fault).rejects.toMatchObject({ message: expect.not.stringContaining('wr0ng') })
    expect(asked).toEqual([])
  })
})
