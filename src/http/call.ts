import { ClientRequest, type IncomingMessage } from 'node:http'
import type * as http from 'node:http'
import type * as https from 'node:https'
import type { Socket } from 'node:net'
import { TLSSocket } from 'node:tls'
import type { ActionError } from '../core/errors.js'
import { closed, sendFailure, silence } from './failures.js'
import type { HttpRequest } from './messages.js'

export interface CallOptions {
  readonly request: HttpRequest
  readonly signal: AbortSignal
  /** Milliseconds without a byte after which the call is given up. */
  readonly silenceMs: number
  readonly onEnd: (call: Call) => void
}

/** One request on its way: knows whether its connection stood, and drops it exactly, at any moment. */
export class Call {
  readonly #options: CallOptions
  readonly #connecting = new AbortController()
  readonly #dropped: Promise<never>
  #reject: (fault: Error) => void = () => undefined
  #sent: ClientRequest | undefined
  #message: IncomingMessage | undefined
  #stood = false
  #fault: ActionError | undefined

  constructor(options: CallOptions) {
    this.#options = options
    this.#dropped = new Promise((_resolve, reject) => {
      this.#reject = reject
    })
    // Whoever waits hears of it through a race; nobody waiting is no fault.
    this.#dropped.catch(() => undefined)
    options.signal.addEventListener('abort', this.#onAbort)
  }

  /** Ends a proxy's CONNECT, during which our request has no socket that could be destroyed. */
  get connecting(): AbortSignal {
    return this.#connecting.signal
  }

  /** `node:http` or `node:https` with an eye on the request that is made through it. */
  watched<M extends typeof http | typeof https>(module: M): M {
    const request = new Proxy(module.request, {
      apply: (make, self, given): unknown => {
        const made: unknown = Reflect.apply(make, self, given)
        if (made instanceof ClientRequest) this.#watch(made)
        return made
      },
    })
    return new Proxy(module, {
      get: (whole, name): unknown => (name === 'request' ? request : Reflect.get(whole, name)),
    })
  }

  /** The answer's head, or why there is none. */
  async head(send: () => Promise<IncomingMessage>): Promise<IncomingMessage> {
    try {
      const sent = send().then((message) => this.#take(message))
      return await this.#withinSilence(sent)
    } catch (fault) {
      this.#end()
      throw this.#explain(fault)
    }
  }

  /** The answer's raw bytes. The silence is measured only while the consumer waits for a byte. */
  async *body(message: IncomingMessage): AsyncGenerator<Uint8Array, void, undefined> {
    const source: AsyncIterable<Uint8Array> = message
    const bytes = source[Symbol.asyncIterator]()
    try {
      for (;;) {
        const next = await this.#withinSilence(bytes.next())
        if (next.done === true) return
        yield next.value
      }
    } catch (fault) {
      throw this.#explain(fault)
    } finally {
      if (!message.readableEnded) message.destroy()
      this.#end()
    }
  }

  close(): void {
    this.#drop(closed(this.#options.request, this.#stood))
  }

  readonly #onAbort = (): void => {
    this.close()
  }

  async #withinSilence<T>(wanted: Promise<T>): Promise<T> {
    const { request, silenceMs } = this.#options
    const timer = setTimeout(() => this.#drop(silence(request, silenceMs, this.#stood)), silenceMs)
    try {
      return await Promise.race([wanted, this.#dropped])
    } finally {
      clearTimeout(timer)
    }
  }

  /** The first fault is the one that is told. */
  #drop(fault: ActionError): void {
    this.#fault ??= fault
    this.#connecting.abort()
    this.#message?.destroy()
    this.#sent?.destroy()
    this.#reject(this.#fault)
  }

  #watch(sent: ClientRequest): void {
    this.#sent = sent
    sent.once('socket', (socket: Socket) => {
      const event = socket instanceof TLSSocket ? 'secureConnect' : 'connect'
      if (sent.reusedSocket || (event === 'connect' && !socket.connecting)) this.#stood = true
      else socket.once(event, () => (this.#stood = true))
    })
    // The library's request may be dropped before it listens for the error.
    sent.on('error', () => undefined)
  }

  #take(message: IncomingMessage): IncomingMessage {
    this.#message = message
    if (this.#fault !== undefined) message.destroy()
    return message
  }

  #explain(fault: unknown): Error {
    this.#options.signal.throwIfAborted()
    return this.#fault ?? sendFailure(this.#options.request, fault, this.#stood)
  }

  #end(): void {
    this.#options.signal.removeEventListener('abort', this.#onAbort)
    this.#options.onEnd(this)
  }
}
