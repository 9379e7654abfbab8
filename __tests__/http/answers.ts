import type { HttpAnswer, HttpRequest, Transport } from '../../src/http/messages.js'

/** An answer whose body comes in the given pieces; a fault in it is thrown there. */
export function answerWith(
  status: number,
  pieces: readonly (string | Uint8Array | Error)[] = [],
  headers: Readonly<Record<string, string>> = {},
): HttpAnswer {
  async function* body(): AsyncGenerator<Uint8Array> {
    for (const piece of pieces) {
      if (piece instanceof Error) throw piece
      yield await Promise.resolve(Buffer.from(piece))
    }
  }
  return { status, headers, body: body(), discard: () => Promise.resolve() }
}

export interface ScriptedTransport extends Transport {
  readonly sent: HttpRequest[]
}

/** A transport that answers by a function of the request and its number, from 1. */
export function scripted(
  reply: (request: HttpRequest, count: number) => HttpAnswer | Promise<HttpAnswer>,
): ScriptedTransport {
  const sent: HttpRequest[] = []
  return {
    sent,
    send: async (request, signal) => {
      signal.throwIfAborted()
      sent.push(request)
      return reply(request, sent.length)
    },
    close: () => undefined,
  }
}
