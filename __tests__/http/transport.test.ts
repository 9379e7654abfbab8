import { describe, expect, it } from '@jest/globals'
import { gzipSync } from 'node:zlib'
import { readInto, readText } from '../../src/http/answer-text.js'
import { pause } from './local-server.js'
import { get, never, wire } from './wire.js'

const { transport, server, fetchText } = wire()

describe('answers', () => {
  it('gives status, headers in lower case and the body', async () => {
    const local = await server((request, response) => {
      response.writeHead(404, { 'X-Request-Id': 'r1', 'Set-Cookie': ['a=1', 'b=2'] })
      response.end(`${request.headers['user-agent'] ?? ''} ${request.url ?? ''}`)
    })
    const answer = await transport().send(get(local.url('/a/b?c=%20d')), never)
    expect(answer.status).toBe(404)
    expect(answer.headers).toMatchObject({ 'x-request-id': 'r1', 'set-cookie': 'a=1, b=2' })
    expect(await readText(answer)).toBe('test/1 /a/b?c=%20d')
  })

  it('sends the exact body and its length in bytes', async () => {
    const local = await server((request, response) => {
      const chunks: Buffer[] = []
      request.on('data', (chunk: Buffer) => chunks.push(chunk))
      request.on('end', () =>
        response.end(
          `${request.headers['content-length'] ?? ''} ${Buffer.concat(chunks).toString()}`,
        ),
      )
    })
    const request = { ...get(local.url('/')), method: 'POST' as const, body: '{"a":"é"}' }
    expect(await readText(await transport().send(request, never))).toBe('10 {"a":"é"}')
  })

  it('decodes gzip that was not asked for', async () => {
    const local = await server((request, response) => {
      expect(request.headers['accept-encoding']).toBe('identity')
      response.setHeader('content-encoding', 'gzip')
      response.end(gzipSync('packed'))
    })
    expect(await fetchText(local.url('/'))).toBe('packed')
  })

  it('hands a redirect back instead of following it', async () => {
    const asked: string[] = []
    const local = await server((request, response) => {
      asked.push(request.url ?? '')
      response.writeHead(302, { location: '/elsewhere' }).end()
    })
    const answer = await transport().send(get(local.url('/')), never)
    await answer.discard()
    expect([answer.status, asked]).toEqual([302, ['/']])
  })

  it('passes a character that is cut between two chunks through whole', async () => {
    const bytes = Buffer.from('构建')
    const local = await server((_request, response) => {
      response.write(bytes.subarray(0, 4))
      setTimeout(() => response.end(bytes.subarray(4)), 30)
    })
    expect(await fetchText(local.url('/'))).toBe('构建')
  })
})

describe('connections', () => {
  it('are kept for reads, after a discarded body too, and never for a POST', async () => {
    const local = await server((_request, response) => response.end('body'))
    const sender = transport()
    for (const method of ['GET', 'GET', 'POST', 'POST', 'GET'] as const) {
      const answer = await sender.send({ ...get(local.url('/')), method }, never)
      await answer.discard()
    }
    expect(local.connections()).toBe(3)
  })

  it('carry one answer after the other whole, however large', async () => {
    const sizes = [1, 9_000, 70_000, 2, 300_000, 8_192, 65_536, 3, 1_000_000]
    const local = await server((request, response) =>
      response.end(String(sizes.length).repeat(Number(request.url?.slice(1)))),
    )
    const sender = transport()
    for (const size of [...sizes, ...sizes]) {
      const answer = await sender.send(get(local.url(`/${size}`)), never)
      expect(await readText(answer)).toBe('9'.repeat(size))
    }
    expect(local.connections()).toBe(1)
  })
})

describe('memory', () => {
  it('of a body that is read into a room is free again as soon as it is copied', async () => {
    const body = Buffer.alloc(15_000_000, 'x')
    const local = await server((_request, response) => response.end(body))
    let [read, most] = [0, 0]
    const room = {
      add: (bytes: Uint8Array) => {
        read += bytes.length
        most = Math.max(most, process.memoryUsage().arrayBuffers)
      },
    }
    const before = process.memoryUsage().arrayBuffers
    await readInto(await transport().send(get(local.url('/')), never), room)
    expect(read).toBe(body.length)
    expect(most - before).toBeLessThan(8_000_000)
  })
})

describe('an abort', () => {
  it.each(['before the head', 'inside the body'])(
    'drops only its own request %s',
    async (where) => {
      const local = await server((request, response) => {
        if (request.url === '/other') setTimeout(() => response.end('other'), 80)
        else if (where === 'inside the body') response.write('half')
      })
      const sender = transport()
      const stop = new AbortController()
      const reason = new Error('cancelled')
      setTimeout(() => stop.abort(reason), 40)
      const other = sender.send(get(local.url('/other')), never).then((answer) => readText(answer))
      const mine = sender.send(get(local.url('/')), stop.signal).then((answer) => readText(answer))
      await expect(mine).rejects.toBe(reason)
      await expect(other).resolves.toBe('other')
    },
  )

  it('that came first sends nothing', async () => {
    const local = await server((_request, response) => response.end())
    await expect(transport().send(get(local.url('/')), AbortSignal.abort())).rejects.toThrow()
    expect(local.connections()).toBe(0)
  })

  it('of a consumer that leaves the body drops the connection', async () => {
    const local = await server((_request, response) => response.write('half'))
    const answer = await transport().send(get(local.url('/')), never)
    for await (const chunk of answer.body) {
      expect(chunk.byteLength).toBe(4)
      break
    }
    await pause(50)
    expect(local.standing()).toBe(0)
  })
})

describe('close', () => {
  it('drops what is in flight and what is kept, and sends nothing more', async () => {
    const local = await server((request, response) => {
      if (request.url === '/kept') response.end('kept')
    })
    const sender = transport()
    await readText(await sender.send(get(local.url('/kept')), never))
    const hanging = sender.send(get(local.url('/hanging')), never)
    await pause(50)
    sender.close()
    await expect(hanging).rejects.toMatchObject({ code: 'no-answer', delivery: 'unclear' })
    await pause(50)
    expect(local.standing()).toBe(0)
    await expect(sender.send(get(local.url('/kept')), never)).rejects.toMatchObject({
      delivery: 'not-delivered',
    })
  })
})
