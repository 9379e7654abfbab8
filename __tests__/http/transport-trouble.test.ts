import { describe, expect, it } from '@jest/globals'
import type { RequestListener } from 'node:http'
import { createServer } from 'node:net'
import { gzipSync } from 'node:zlib'
import { listening, pause, portOf } from './local-server.js'
import { get, never, SILENCE_MS, wire } from './wire.js'

const { transport, server, fetchText } = wire()

describe('trouble', () => {
  const answers: Record<string, RequestListener> = {
    'a reset before the head': (request) => request.socket.destroy(),
    'silence before the head': () => undefined,
    'a reset inside the body': (request, response) =>
      response.write('half', () => setTimeout(() => request.socket.destroy(), 20)),
    'silence inside the body': (_request, response) => response.write('half'),
    'fewer bytes than promised': (request, response) => {
      response.setHeader('content-length', '10')
      response.write('half', () => request.socket.end())
    },
    'silence inside a gzip body': (_request, response) => {
      response.setHeader('content-encoding', 'gzip')
      response.write(gzipSync('x'.repeat(100)).subarray(0, 15))
    },
  }

  it.each(Object.entries(answers))('ends %s with an unclear delivery', async (_name, listener) => {
    const local = await server(listener)
    await expect(fetchText(local.url('/v3/x?secret=1'))).rejects.toMatchObject({
      code: 'no-answer',
      delivery: 'unclear',
      transient: true,
      message: expect.not.stringContaining('secret'),
    })
  })

  it('ends an answer that drips, and not one that may take its time', async () => {
    const local = await server((_request, response) => {
      const drip = setInterval(() => response.write('x'), SILENCE_MS / 5)
      setTimeout(() => response.end(), SILENCE_MS * 5)
      response.on('close', () => clearInterval(drip))
    })
    const read = async (completeWithinMs: number) => {
      const request = { ...get(local.url('/x')), completeWithinMs }
      const { body } = await transport().send(request, never)
      let length = 0
      for await (const bytes of body) length += bytes.byteLength
      return length
    }
    await expect(read(SILENCE_MS * 2)).rejects.toMatchObject({
      code: 'no-answer',
      delivery: 'unclear',
      message: expect.stringContaining('not complete'),
    })
    expect(await read(Infinity)).toBeGreaterThan(5)
  })

  it('calls a broken gzip body a bad answer', async () => {
    const local = await server((_request, response) => {
      response.setHeader('content-encoding', 'gzip')
      response.end(gzipSync('x'.repeat(100)).subarray(0, 15))
    })
    await expect(fetchText(local.url('/'))).rejects.toMatchObject({ code: 'bad-answer' })
  })

  it('calls a body in a form it cannot read a bad answer', async () => {
    const local = await server((_request, response) => {
      response.setHeader('content-encoding', 'br')
      response.end('packed')
    })
    await expect(fetchText(local.url('/'))).rejects.toMatchObject({ code: 'bad-answer' })
  })

  it('is surely not delivered where nobody listens', async () => {
    await expect(fetchText(new URL('http://127.0.0.1:1/x'))).rejects.toMatchObject({
      code: 'unreachable',
      delivery: 'not-delivered',
      transient: true,
    })
  })

  it('is surely not delivered where TLS never comes about', async () => {
    const deaf = createServer(() => undefined)
    await listening(deaf)
    const url = new URL(`https://127.0.0.1:${portOf(deaf)}/x`)
    await expect(fetchText(url)).rejects.toMatchObject({
      code: 'unreachable',
      delivery: 'not-delivered',
    })
    deaf.close()
  })

  it('names a header that no request can carry as a bad input, without its value', async () => {
    const request = {
      ...get(new URL('http://127.0.0.1:1/')),
      headers: { 'x-auth-token': 'se\ncret' },
    }
    await expect(transport().send(request, never)).rejects.toMatchObject({
      code: 'bad-input',
      transient: false,
      message: expect.not.stringContaining('cret'),
    })
  })
})

describe('patience', () => {
  it('does not take a slow consumer for a silence', async () => {
    const local = await server((_request, response) => {
      response.write('a'.repeat(300_000))
      response.end('b'.repeat(300_000))
    })
    const answer = await transport().send(get(local.url('/')), never)
    let length = 0
    for await (const chunk of answer.body) {
      if (length === 0) await pause(SILENCE_MS * 2)
      length += chunk.byteLength
    }
    expect(length).toBe(600_000)
  })

  it('notices the silence behind a slow consumer', async () => {
    const local = await server((_request, response) => response.write('a'.repeat(300_000)))
    const answer = await transport().send(get(local.url('/')), never)
    const reading = async () => {
      let length = 0
      for await (const chunk of answer.body) {
        if (length === 0) await pause(SILENCE_MS * 2)
        length += chunk.byteLength
      }
    }
    await expect(reading()).rejects.toMatchObject({ code: 'no-answer', delivery: 'unclear' })
  })

  it('waits as long as bytes keep coming', async () => {
    const local = await server((_request, response) => {
      let left = 5
      const timer = setInterval(() => {
        response.write('x')
        if (--left === 0) response.end(() => clearInterval(timer))
      }, SILENCE_MS / 2)
    })
    expect(await fetchText(local.url('/'))).toBe('xxxxx')
  })
})
