import { detached } from '../log/index.js'
import { frontOf, type Secrets } from '../text/index.js'
import type { Finding, Severity } from './finding.js'

const MOST_KEPT = 500
const MOST_REMEMBERED = 20_000
const LONGEST_MESSAGE_UNITS = 2_000
const LONGEST_TITLE_UNITS = 200

/** The first findings of each kind, without repetitions; the rest is counted. */
export class FindingStore {
  readonly #secrets: Secrets
  readonly #kept: Readonly<Record<Severity, Finding[]>> = { error: [], warning: [], notice: [] }
  readonly #counts: Record<Severity, number> = { error: 0, warning: 0, notice: 0 }
  readonly #seen: Readonly<Record<Severity, Set<string>>> = {
    error: new Set(),
    warning: new Set(),
    notice: new Set(),
  }

  constructor(secrets: Secrets) {
    this.#secrets = secrets
  }

  add(finding: Finding): void {
    if (finding.kind === 'passed') {
      this.#takeBack(finding)
      return
    }
    const [place] = finding.places
    const path = place === undefined ? '' : `${place.path}:${place.line}:${place.column ?? 0}`
    const key = `${path} ${frontOf(finding.message, 100).split('\n', 1).join('')}`
    // A flood of one kind must not hide the other's.
    const seen = this.#seen[finding.severity]
    if (seen.has(key) || seen.size >= MOST_REMEMBERED) return
    seen.add(detached(key))
    this.#counts[finding.severity] += 1
    const kept = this.#kept[finding.severity]
    if (kept.length < MOST_KEPT) kept.push(ownCopy(finding, this.#secrets))
  }

  /** Tests of two modules may have the same name. */
  #takeBack({ title, folders }: Finding): void {
    const project = projectIn(folders)
    const { error } = this.#kept
    const left = error.filter(
      (one) => one.kind !== 'failure' || one.title !== title || projectIn(one.folders) !== project,
    )
    this.#counts.error -= error.length - left.length
    error.splice(0, error.length, ...left)
  }

  /** Errors before warnings, each in the log's order. */
  all(): readonly Finding[] {
    return [...this.#kept.error, ...this.#kept.warning, ...this.#kept.notice]
  }

  /** How many there were beyond those that are kept. */
  overflow(severity: Severity): number {
    return this.#counts[severity] - this.#kept[severity].length
  }
}

function projectIn(folders: Finding['folders']): string | undefined {
  return folders?.find(({ kind }) => kind === 'project')?.name
}

function ownCopy({ places, message, title, ...finding }: Finding, secrets: Secrets): Finding {
  return {
    ...finding,
    places: places.map((place) => ({ ...place, path: detached(place.path) })),
    message: detached(secrets.starredStart(message, LONGEST_MESSAGE_UNITS)),
    ...(title !== undefined && {
      title: detached(secrets.starredStart(title, LONGEST_TITLE_UNITS)),
    }),
  }
}
