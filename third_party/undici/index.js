/**
 * @actions/http-client imports undici for one thing: `getAgentDispatcher`, a proxy for `fetch`. This action
 * sends its requests through `node:https` and the `tunnel` package and never calls it. Leaving undici out takes
 * 415 kB from the bundle and its load time from every start; a call would fail here, loudly.
 */
export class ProxyAgent {
  constructor() {
    throw new Error(
      'undici is left out of this bundle: requests go through node:https (see third_party/undici)',
    )
  }
}
