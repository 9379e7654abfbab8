import {
  type Finding,
  type Line,
  type Matcher,
  NOTHING,
  PASSED,
  placeAt,
  type Reading,
  type Severity,
  TAKEN,
  taken,
} from '../finding.js'
import { isSource } from './words.js'

/** A message whose parts stand on lines of their own: `path`, `line` and `message`, maybe `column`, `code`, `severity`. */
export interface Gathered {
  /** The line that begins it, with the parts that it has. */
  readonly begin: RegExp
  /** Lines with further parts. What is known already stays. */
  readonly parts: readonly RegExp[]
  readonly severity?: Severity
  /** A test failed: it counts only if the build failed. */
  readonly failure?: true
  /** The path is only the end of one. */
  readonly partial?: true
}

type Parts = Readonly<Record<string, string | undefined>>

const LONGEST_LINES = 14

/** Gathers the parts of a message from the lines that follow its beginning. */
export class GatheringMatcher implements Matcher {
  readonly #forms: readonly Gathered[]
  #form: Gathered | undefined
  #known: Parts = {}
  #lines = 0

  constructor(forms: readonly Gathered[]) {
    this.#forms = forms
  }

  get busy(): boolean {
    return this.#form !== undefined
  }

  read({ text }: Line): Reading {
    for (const form of this.#forms) {
      const begun = form.begin.exec(text)
      if (begun === null) continue
      this.#form = form
      this.#known = begun.groups ?? {}
      this.#lines = 0
      return TAKEN
    }
    return this.#form === undefined ? PASSED : this.#gather(text, this.#form)
  }

  end(): readonly Finding[] {
    this.#form = undefined
    return NOTHING
  }

  #gather(text: string, form: Gathered): Reading {
    const found = form.parts.map((part) => part.exec(text)?.groups).filter(Boolean)
    this.#known = Object.assign({}, ...found, defined(this.#known)) as Parts
    const { path = '', line, column, message, code } = this.#known
    const place = placeAt(path.trim(), line, column, form.partial)
    this.#lines += 1
    if (place === undefined || message === undefined) {
      if (this.#lines > LONGEST_LINES) this.#form = undefined
      return PASSED
    }
    this.#form = undefined
    if (!isSource(place.path)) return PASSED
    const warns = /^warn/i.test(this.#known['severity'] ?? '')
    const { severity = warns ? 'warning' : 'error', failure } = form
    return taken([
      {
        severity,
        places: [place],
        message: message.trim(),
        ...(code !== undefined && { title: code.trim() }),
        ...(failure === true && { kind: 'failure' }),
      },
    ])
  }
}

function defined(parts: Parts): Parts {
  return Object.fromEntries(Object.entries(parts).filter(([, part]) => part !== undefined))
}
