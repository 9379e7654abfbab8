import type { Fields } from './field-rules.js'
import { isFields } from './field-rules.js'

export interface SeenAnnotation {
  readonly path: string
  readonly start_line: number
  readonly annotation_level: string
  readonly message: string
  readonly [field: string]: unknown
}

/** A check run as it stands; annotations are appended and never replaced. */
export interface SeenCheckRun {
  readonly id: number
  readonly name: string
  readonly head_sha: string
  readonly external_id: string
  readonly status: string
  readonly conclusion: string | null
  readonly details_url: string | null
  readonly started_at: string | null
  readonly completed_at: string | null
  readonly title: string
  readonly summary: string
  readonly annotations: readonly SeenAnnotation[]
}

export interface SeenStatus {
  readonly sha: string
  readonly context: string
  readonly state: string
  readonly description: string
  readonly target_url: string | null
}

/** What was published. */
export class CheckStore {
  readonly #checks = new Map<number, SeenCheckRun>()
  readonly statuses: SeenStatus[] = []
  #lastId = 4_000_000_000

  get checks(): readonly SeenCheckRun[] {
    return [...this.#checks.values()]
  }

  create(body: Fields): SeenCheckRun {
    this.#lastId += 1
    const blank: SeenCheckRun = {
      id: this.#lastId,
      name: String(body['name']),
      head_sha: String(body['head_sha']),
      external_id: '',
      status: 'queued',
      conclusion: null,
      details_url: null,
      started_at: null,
      completed_at: null,
      title: '',
      summary: '',
      annotations: [],
    }
    return this.#put(blank, body)
  }

  update(id: number, body: Fields): SeenCheckRun | undefined {
    const known = this.#checks.get(id)
    return known && this.#put(known, body)
  }

  #put(known: SeenCheckRun, body: Fields): SeenCheckRun {
    const { output, ...fields } = body
    const shown = isFields(output) ? output : {}
    const added = (shown['annotations'] ?? []) as readonly SeenAnnotation[]
    const next = {
      ...known,
      ...fields,
      title: textOf(shown['title']) ?? known.title,
      summary: textOf(shown['summary']) ?? known.summary,
      annotations: [...known.annotations, ...added],
    }
    this.#checks.set(known.id, next)
    return next
  }
}

function textOf(value: unknown): string | undefined {
  return typeof value === 'string' ? value : undefined
}
