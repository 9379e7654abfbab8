import * as http from 'node:http'
import * as https from 'node:https'
import { HttpClient } from '@actions/http-client'
import { ActionError } from '../core/index.js'
import { answerOf } from './answer.js'
import { Call } from './call.js'
import { closed } from './failures.js'
import type { HttpAnswer, HttpRequest, Transport } from './messages.js'

export interface TransportOptions {
  readonly userAgent: string
  /** Milliseconds of silence after which a request without its own limit is given up. */
  readonly defaultAnswerWithinMs?: number
  /** Whether connections of reads are kept for the next read. */
  readonly keepAlive: boolean
}

/** An answer that isn't a log is small. */
const COMPLETE_WITHIN_MS = 60_000

/**
 * Sends over node's http(s), with the runner's proxy settings as the agents of `@actions/http-client` read them. The
 * library's own requests can't be dropped at any moment, and half-close a connection whose consumer is slow.
 * Certificates are always checked.
 */
export function createTransport(options: TransportOptions): Transport {
  const clients = new Map<string, HttpClient>()
  const calls = new Set<Call>()
  let open = true

  // An HttpClient keeps one agent for both protocols, so each protocol gets a client of its own. A request that must not
  // be repeated never uses a kept connection: the server may be closing it, and then nobody knows whether the request
  // was carried out.
  function clientFor(request: HttpRequest): HttpClient {
    const repeatable = request.method === 'GET' || request.repeatable === true
    const keepAlive = options.keepAlive && repeatable
    const key = `${request.url.protocol} ${keepAlive ? 'kept' : 'fresh'}`
    const client = clients.get(key) ?? new HttpClient(options.userAgent, [], { keepAlive })
    clients.set(key, client)
    return client
  }

  async function send(request: HttpRequest, signal: AbortSignal): Promise<HttpAnswer> {
    signal.throwIfAborted()
    if (!open) throw closed(request, false)
    const client = clientFor(request)
    const silenceMs = request.answerWithinMs ?? options.defaultAnswerWithinMs ?? 15_000
    const wholeMs = request.completeWithinMs ?? COMPLETE_WITHIN_MS
    const onEnd = (ended: Call): void => void calls.delete(ended)
    const call = new Call({ request, signal, silenceMs, wholeMs, onEnd })
    calls.add(call)
    const message = await call.head(() => {
      const agent = agentFor(client, request, call)
      return answered(request, call, requestOptions(request, agent, options.userAgent))
    })
    return answerOf(request, message, call)
  }

  function close(): void {
    open = false
    for (const call of calls) call.close()
    for (const client of clients.values()) client.dispose()
  }

  return { send, close }
}

/** Sends the request, and returns the head of its answer. */
function answered(
  request: HttpRequest,
  call: Call,
  options: https.RequestOptions,
): Promise<http.IncomingMessage> {
  return new Promise((resolve, reject) => {
    const module = request.url.protocol === 'https:' ? https : http
    const sent = module.request(options)
    sent.once('response', resolve)
    sent.once('error', reject)
    call.watch(sent)
    sent.end(request.body)
  })
}

function requestOptions(
  { url, method, headers, body }: HttpRequest,
  agent: http.Agent,
  userAgent: string,
): https.RequestOptions {
  return {
    // Node wants IPv6 addresses without the brackets of a URL.
    host: url.hostname.replace(/^\[|\]$/g, ''),
    port: url.port === '' ? defaultPort(url) : Number(url.port),
    path: `${url.pathname}${url.search}`,
    method,
    // Set here, because a workflow may have set NODE_TLS_REJECT_UNAUTHORIZED=0 for something else.
    rejectUnauthorized: true,
    headers: {
      'user-agent': userAgent,
      // Logs are paged by bytes and small; packing them would hide whether bytes still come.
      'accept-encoding': 'identity',
      ...headers,
      // Node sends no length with a DELETE by itself.
      ...(body !== undefined && { 'content-length': Buffer.byteLength(body) }),
    },
    agent,
  }
}

function defaultPort(url: URL): number {
  return url.protocol === 'https:' ? 443 : 80
}

/** The library's agent for this host: direct, or through the proxy of the environment. */
function agentFor(client: HttpClient, request: HttpRequest, call: Call): http.Agent {
  const agent = proxyChecked(() => client.getAgent(request.url.href))
  const tunnel: unknown = agent
  // `tunnel` spreads these into its CONNECT request, which is otherwise out of reach.
  if (hasProxyOptions(tunnel)) {
    const { proxyAuth, ...proxyOptions } = tunnel.proxyOptions
    if (typeof proxyAuth === 'string') signInToProxy(tunnel, proxyAuth)
    // Both the proxy's own certificate, where it has one, and the target's.
    tunnel.proxyOptions = { ...proxyOptions, signal: call.connecting, rejectUnauthorized: true }
    tunnel.options = { ...tunnel.options, rejectUnauthorized: true }
  }
  return agent
}

/** `tunnel` would make the header by `new Buffer`, for which Node prints a warning on stderr (DEP0005). */
function signInToProxy(tunnel: Tunnel, proxyAuth: string): void {
  const { request } = tunnel
  const header = `Basic ${Buffer.from(proxyAuth).toString('base64')}`
  tunnel.request = (options) =>
    request({ ...options, headers: { ...options.headers, 'Proxy-Authorization': header } })
}

/** What is needed of the agent of the package `tunnel`. */
interface Tunnel {
  proxyOptions: {
    readonly proxyAuth?: unknown
    readonly signal?: AbortSignal
    readonly rejectUnauthorized?: boolean
  }
  options?: object
  /** Sends its CONNECT. */
  request: (options: { readonly headers?: Readonly<Record<string, string>> }) => http.ClientRequest
}

/** A bad proxy variable makes `URL` throw an error that carries the variable, password included. */
function proxyChecked<T>(pick: () => T): T {
  try {
    return pick()
  } catch {
    throw new ActionError('bad-input', 'The proxy setting of the environment is not a URL', {
      hint: 'Set https_proxy (or http_proxy) to a URL such as http://user:password@proxy.example:3128.',
      delivery: 'not-delivered',
    })
  }
}

function hasProxyOptions(agent: unknown): agent is Tunnel {
  return (
    typeof agent === 'object' &&
    agent !== null &&
    'proxyOptions' in agent &&
    typeof agent.proxyOptions === 'object' &&
    agent.proxyOptions !== null &&
    'request' in agent
  )
}
