import type * as afterStart from './after-start.js'

export type AfterStart = typeof afterStart

/** Loads `after-start` once, with the first call. */
export function loadAfterStart(): Promise<AfterStart> {
  // `webpackIgnore` keeps the bundler away from this import, because dist/ has a file of that name beside this one, too.
  return import(/* webpackIgnore: true */ './after-start.js')
}
