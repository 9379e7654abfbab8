/**
 * Two packages import undici. @actions/http-client wants a proxy for `fetch` (`getAgentDispatcher`), and @actions/github
 * makes one while it loads, where a proxy variable covers the API's host: so making one does nothing. This action sends
 * all requests through `node:https` and the `tunnel` package. Leaving undici out takes 415 kB from each bundle and its
 * load time from every start; a request through it would fail here, loudly.
 */
export class ProxyAgent {}

export function fetch() {
  return Promise.reject(
    new Error(
      'undici is left out of this bundle: requests go through node:https (see third_party/undici)',
    ),
  )
}
