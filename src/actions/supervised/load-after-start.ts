import type * as afterStart from './after-start.js'

export type AfterStart = typeof afterStart

/** Loads `after-start` once, with the first call. */
export function loadAfterStart(): Promise<AfterStart> {
  // The bundler must leave this import alone: what it names stands beside it in dist/, too.
  return import(/* webpackIgnore: true */ './after-start.js')
}
