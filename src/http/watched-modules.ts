// The modules themselves: a bundler would make a namespace a copy of getters.
import http from 'node:http'
import https from 'node:https'

/** What a request's options hold on top of node's, so that its sender gets hold of the request itself. */
interface Watching {
  onSent: ((sent: http.ClientRequest) => void) | undefined
}

/** Node's modules, but a request is shown to `onSent` of its options: the library hands out nothing but the answer. */
export const WATCHED_HTTP = watched(http)
export const WATCHED_HTTPS = watched(https)

function watched<M extends typeof http | typeof https>(module: M): M {
  const request = new Proxy(module.request, {
    apply: (make, self, given: readonly unknown[]): unknown => {
      const sent: unknown = Reflect.apply(make, self, given)
      const [options] = given
      if (sent instanceof http.ClientRequest && isWatching(options)) {
        options.onSent?.(sent)
        // The library's options outlive their request by far, and would keep all that this knows.
        options.onSent = undefined
      }
      return sent
    },
  })
  return new Proxy(module, {
    get: (whole, name): unknown => (name === 'request' ? request : Reflect.get(whole, name)),
  })
}

function isWatching(options: unknown): options is Watching {
  return typeof options === 'object' && options !== null && 'onSent' in options
}
