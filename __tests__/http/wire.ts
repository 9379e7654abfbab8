import { afterEach } from '@jest/globals'
import type { RequestListener } from 'node:http'
import { readText } from '../../src/http/answer-text.js'
import type { HttpRequest, Transport } from '../../src/http/messages.js'
import { createTransport } from '../../src/http/transport.js'
import { serve, type LocalServer } from './local-server.js'

export const SILENCE_MS = 300
export const never = new AbortController().signal

export function get(url: URL): HttpRequest {
  return { method: 'GET', url, headers: {} }
}

/** Transports and servers that end with the test that made them. */
export function wire() {
  const cleanUps: (() => unknown)[] = []
  afterEach(async () => {
    for (const cleanUp of cleanUps.splice(0)) await cleanUp()
  })

  function transport(): Transport {
    const made = createTransport({
      userAgent: 'test/1',
      defaultAnswerWithinMs: SILENCE_MS,
      keepAlive: true,
    })
    cleanUps.push(() => made.close())
    return made
  }

  async function server(listener: RequestListener): Promise<LocalServer> {
    const made = await serve(listener)
    cleanUps.push(() => made.close())
    return made
  }

  async function fetchText(url: URL): Promise<string> {
    return readText(await transport().send(get(url), never))
  }

  return { transport, server, fetchText }
}
