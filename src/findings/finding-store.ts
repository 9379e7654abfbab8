import { detached } from '../log/index.js'
import type { Secrets } from '../text/index.js'
import type { Finding, Severity } from './finding.js'

const MOST_KEPT = 500
const MOST_REMEMBERED = 20_000
const LONGEST_MESSAGE_UNITS = 2_000
const LONGEST_TITLE_UNITS = 200

/** The first findings of each kind, without repetitions; the rest is counted. */
export class FindingStore {
  readonly #secrets: Secrets
  readonly #kept: Readonly<Record<Severity, Finding[]>> = { error: [], warning: [] }
  readonly #counts: Record<Severity, number> = { error: 0, warning: 0 }
  readonly #seen = new Set<string>()

  constructor(secrets: Secrets) {
    this.#secrets = secrets
  }

  add(finding: Finding): void {
    const [place] = finding.places
    if (place === undefined) return
    const { path, line, column = 0 } = place
    const key = `${finding.severity} ${path}:${line}:${column} ${finding.message.slice(0, 100).split('\n', 1).join('')}`
    if (this.#seen.has(key) || this.#seen.size >= MOST_REMEMBERED) return
    this.#seen.add(detached(key))
    this.#counts[finding.severity] += 1
    const kept = this.#kept[finding.severity]
    if (kept.length < MOST_KEPT) kept.push(ownCopy(finding, this.#secrets))
  }

  /** Errors before warnings, each in the log's order. */
  all(): readonly Finding[] {
    return [...this.#kept.error, ...this.#kept.warning]
  }

  count(severity: Severity): number {
    return this.#counts[severity]
  }
}

function ownCopy({ severity, places, message, title }: Finding, secrets: Secrets): Finding {
  return {
    severity,
    places: places.map((place) => ({ ...place, path: detached(place.path) })),
    message: detached(secrets.starredStart(message, LONGEST_MESSAGE_UNITS)),
    ...(title !== undefined && {
      title: detached(secrets.starredStart(title, LONGEST_TITLE_UNITS)),
    }),
  }
}
