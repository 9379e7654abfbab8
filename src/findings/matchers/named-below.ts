import {
  type Finding,
  type Line,
  type Matcher,
  NOTHING,
  PASSED,
  type Place,
  placeAt,
  type Reading,
  type Severity,
  TAKEN,
  taken,
} from '../finding.js'
import type { Family } from './family.js'
import { type Below, FORMS } from './named-below-forms.js'
import { isSource } from './words.js'

/** Settles most lines at once. */
const ENDS_AS_PLACE = /[\d:)━]\s*$| \[Correctable\]$/
const LONGEST_GAP_LINES = 8
const LONGEST_MORE_LINES = 7

/** A place alone, maybe the source, and then the message. */
class NamedBelowMatcher implements Matcher {
  #form: Below | undefined
  #place: Place | undefined
  #severity: string | undefined
  #code: string | undefined
  #gap = 0
  /** A message that may go on. */
  #held: Finding | undefined

  get busy(): boolean {
    return this.#place !== undefined || this.#held !== undefined
  }

  read({ text }: Line): Reading {
    for (const form of ENDS_AS_PLACE.test(text) ? FORMS : []) {
      const groups = form.place.exec(text)?.groups
      const place = placeAt(groups?.['path'], groups?.['line'], groups?.['column'])
      if (groups === undefined || place === undefined || !isSource(place.path)) continue
      const before = this.end()
      this.#form = form
      this.#place = place
      this.#severity = groups['severity']
      this.#code = groups['code']
      this.#gap = 0
      return taken(before)
    }
    return this.#held === undefined ? this.#readMessage(text) : this.#readMore(text, this.#held)
  }

  end(): readonly Finding[] {
    const held = this.#held
    this.#held = undefined
    this.#place = undefined
    return held === undefined ? NOTHING : [held]
  }

  #readMore(text: string, held: Finding): Reading {
    const more = this.#form?.more?.exec(text)?.groups?.['message']
    this.#gap += 1
    if (more === undefined && this.#gap < LONGEST_MORE_LINES) return PASSED
    this.#held = undefined
    if (more === undefined) return { findings: [held], taken: false }
    return taken([{ ...held, message: `${held.message} ${more}` }])
  }

  #readMessage(text: string): Reading {
    const place = this.#place
    if (place === undefined) return PASSED
    const groups = this.#form?.message.exec(text)?.groups
    this.#gap += 1
    if (groups === undefined) {
      if (this.#gap >= (this.#form?.most ?? LONGEST_GAP_LINES)) this.#place = undefined
      return PASSED
    }
    if (this.#form?.many !== true) this.#place = undefined
    const severity = severityOf(this.#severity ?? groups['severity'])
    if (severity === undefined) return TAKEN
    const title = this.#code ?? groups['code']
    const message = groups['message'] ?? ''
    const finding: Finding = {
      severity,
      places: [place],
      message,
      ...(title !== undefined && { title }),
      ...(this.#form?.failure === true && { kind: 'failure' }),
    }
    if (!goesOn(message, this.#form)) return taken([finding])
    this.#held = finding
    this.#gap = 0
    return TAKEN
  }
}

function goesOn(message: string, form: Below | undefined): boolean {
  return form?.more !== undefined && form.unfinished?.test(message) !== false
}

function severityOf(word = 'error'): Severity | undefined {
  if (/^(?:hint|info|ℹ|i$)/i.test(word)) return undefined
  return /^(?:warn|style|[cw]$|!|⚠)/i.test(word) ? 'warning' : 'error'
}

export const namedBelow: Family = {
  tools:
    'Next.js, svelte-check, gfortran, Crystal, Biome, webpack, ts-loader, OCaml, PowerShell, Flow, rustfmt, ReScript, Behat, Ameba, Haxe, TypeDoc, Agda',
  reads: {
    en: 'the place, maybe the source, and the message below',
    zh: '先是位置，可能有源代码，消息在下方',
  },
  matcher: () => new NamedBelowMatcher(),
  begins: [
    String.raw`(?:ERROR|WARNING) in \S`,
    String.raw`ArkTS:`,
    String.raw`Diff in \S`,
    String.raw`TypeScript error in`,
  ],
  starts: [String.raw`Error -{3}`],
}
