import type { ServerResponse } from 'node:http'
import { Readable } from 'node:stream'
import { setTimeout as wait } from 'node:timers/promises'
import { setImmediate as nextTurn } from 'node:timers/promises'
import { pipeline } from 'node:stream/promises'
import { gzipSync } from 'node:zlib'
import type { Answer } from './exchange.js'
import type { BodyChange, Fault } from './faults.js'

/** A prime, so that chunks of it drift through the characters of any text. */
const SPLIT_BYTES = 7
/** Beyond this, tiny chunks would only be slow. */
const SPLIT_LIMIT_BYTES = 65_536

/** Sends an answer, or what its fault leaves of it. Nothing is sent for a fault that came before acting. */
export async function deliver(
  response: ServerResponse,
  answer: Answer,
  fault: Fault | undefined,
): Promise<void> {
  switch (fault?.kind) {
    case 'reset':
    case 'stall':
      await breakOff(response, answer, fault)
      return
    case 'body':
      await distort(response, answer, fault.change)
      return
    case 'delay':
      await wait(fault.ms)
      await send(response, answer)
      return
    default:
      await send(response, answer)
  }
}

async function send(response: ServerResponse, answer: Answer): Promise<void> {
  head(response, answer)
  if (typeof answer.body === 'string' || answer.body instanceof Uint8Array) {
    response.end(answer.body)
    return
  }
  // A client may drop a long answer at any time: that ends the sending, and is no fault.
  await pipeline(Readable.from(answer.body), response).catch(() => undefined)
}

/** A stalled connection stays until the client or the end of the simulator drops it. */
async function breakOff(
  response: ServerResponse,
  answer: Answer,
  fault: Extract<Fault, { kind: 'reset' | 'stall' }>,
): Promise<void> {
  if (fault.when === 'inside-body') {
    const body = wholeBody(answer)
    response.setHeader('Content-Length', body.length)
    head(response, answer)
    response.write(body.subarray(0, Math.floor(body.length / 2)))
    response.flushHeaders()
    await wait(20)
  }
  if (fault.kind === 'reset') response.socket?.resetAndDestroy()
}

async function distort(
  response: ServerResponse,
  answer: Answer,
  change: BodyChange,
): Promise<void> {
  const body = wholeBody(answer)
  switch (change) {
    case 'truncated':
      await send(response, { ...answer, body: body.subarray(0, Math.floor(body.length / 2)) })
      return
    case 'empty':
      await send(response, { ...answer, body: '' })
      return
    case 'wrong-type':
      await send(response, { ...answer, type: 'text/plain' })
      return
    case 'gzip':
      response.setHeader('Content-Encoding', 'gzip')
      await send(response, { ...answer, body: gzipSync(body) })
      return
    case 'split-characters':
      await sendSplit(response, answer, body)
  }
}

async function sendSplit(response: ServerResponse, answer: Answer, body: Buffer): Promise<void> {
  head(response, answer)
  const size = Math.max(SPLIT_BYTES, Math.ceil((body.length / SPLIT_LIMIT_BYTES) * SPLIT_BYTES))
  for (let at = 0; at < body.length && !response.destroyed; at += size) {
    response.write(body.subarray(at, at + size))
    await nextTurn()
  }
  response.end()
}

function head(response: ServerResponse, answer: Answer): void {
  response.writeHead(answer.status, { 'Content-Type': answer.type, ...answer.headers })
}

function wholeBody(answer: Answer): Buffer {
  if (typeof answer.body === 'string') return Buffer.from(answer.body)
  if (answer.body instanceof Uint8Array) return Buffer.from(answer.body)
  return Buffer.from([...answer.body].join(''))
}
