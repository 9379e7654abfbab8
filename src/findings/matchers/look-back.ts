import {
  type Finding,
  type Line,
  type Matcher,
  MOST_BEFORE,
  NOTHING,
  PASSED,
  placeAt,
  type Reading,
  type Severity,
  TAKEN,
  taken,
} from '../finding.js'
import { isSource } from './words.js'

/** A message above its place: the place is what is looked for, because such lines are rare. */
export interface LookBack {
  /** The line of the place: groups `path`, `line` and maybe `column`. */
  readonly place: RegExp
  readonly has: string
  /** The line of the message above: groups `message`, and maybe `severity` and `code`. */
  readonly message: RegExp
  /** How many lines up the message may stand. */
  readonly most?: number
  /** Lines that end the look: what stands above them belongs to another message. */
  readonly stop?: RegExp
  /** The message goes on up to the place. */
  readonly joined?: true
  readonly failure?: true
  /** Where the message names none. */
  readonly severity?: Severity
}

/** Reads messages whose place stands on a line of its own below them. */
export class LookBackMatcher implements Matcher {
  readonly busy = false
  readonly #forms: readonly LookBack[]

  constructor(forms: readonly LookBack[]) {
    this.#forms = forms
  }

  read(line: Line): Reading {
    for (const form of this.#forms) {
      if (!line.text.includes(form.has)) continue
      const groups = form.place.exec(line.text)?.groups
      const place = placeAt(groups?.['path']?.trim(), groups?.['line'], groups?.['column'])
      if (place === undefined || !isSource(place.path)) continue
      const said = messageAbove(line, form)
      if (said === undefined) continue
      const { severity, message, code } = said
      if (severity === undefined) return TAKEN
      return taken([
        {
          severity,
          places: [place],
          message,
          ...(code !== undefined && { title: code }),
          ...(form.failure === true && { kind: 'failure' }),
        } satisfies Finding,
      ])
    }
    return PASSED
  }

  end(): readonly Finding[] {
    return NOTHING
  }
}

interface Said {
  /** Undefined for a hint. */
  readonly severity: Severity | undefined
  readonly message: string
  readonly code: string | undefined
}

function messageAbove(
  line: Line,
  { message, most = 4, stop, joined, severity }: LookBack,
): Said | undefined {
  const between: string[] = []
  for (let back = 1; back <= Math.min(most, MOST_BEFORE); back += 1) {
    const text = line.before(back)
    const groups = message.exec(text)?.groups
    if (groups !== undefined) {
      const said = [groups['message'] ?? '', ...(joined === true ? between : [])].join(' ').trim()
      return {
        severity: severityOf(groups['severity'] ?? groups['severity2'] ?? severity),
        message: said,
        code: groups['code'] ?? groups['code2'] ?? groups['code3'],
      }
    }
    if (stop?.test(text) === true) return undefined
    if (text.trim() !== '') between.unshift(text.trim())
  }
  return undefined
}

function severityOf(word = 'error'): Severity | undefined {
  if (/^(?:note|info|help|hint)/i.test(word)) return undefined
  return /^(?:warn|deprecat|check$|[▲⚠!])/i.test(word) ? 'warning' : 'error'
}
