import type { Matcher } from '../finding.js'
import type { Form } from './form.js'

/** What is known of one family of tools: adding a tool is one such file and a line in `index.ts`. */
export interface Family {
  /** The tools, as docs/findings.md lists them. */
  readonly tools: string
  /** What of them is read, in English and in Chinese. */
  readonly reads: { readonly en: string; readonly zh: string }
  /** Messages of one line. */
  readonly forms?: readonly Form[]
  /** Messages of several lines. */
  readonly matcher?: () => Matcher
  /**
   * Regular expressions of what a line holds that begins a message, anywhere in it; places like `name.ext:12` are looked
   * for anyway. Each must begin with a character that is rare in logs (no small letter, digit or blank): the search then
   * skips over all others.
   */
  readonly begins?: readonly string[]
  /** The same for what stands at the beginning of a line, and may begin with any character. */
  readonly starts?: readonly string[]
}
