import {
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

type Groups = Readonly<Record<string, string | undefined>>

/** Messages in rows below the name of their file. */
export interface Listed {
  /** Groups `line`, `message`, and maybe `column`, `severity` and `code`. */
  readonly row: RegExp
  /** The file's line, with the group `path`; without it a path alone. */
  readonly head?: RegExp
  /** `undefined` for what is only a hint. */
  readonly severity: (groups: Groups) => Severity | undefined
  /** Stands above rows that only warn, where they name no severity themselves. */
  readonly warns?: RegExp
  /** Parts the row's text into `message` and `code`. */
  readonly rule?: RegExp
}

const PATH_ALONE =
  /^\s{0,4}(?<path>(?:\/|[A-Za-z]:[\\/]|\*\*\*\/|\.{0,2}\/?[\p{L}\p{N}@_(])[^:*?"<>|]{0,400}\.?\w{1,12})$/u

/** Reads such rows, and looks above the first of them for the file: its name alone begins nothing. */
export class ListingMatcher implements Matcher {
  readonly #forms: readonly Listed[]
  #form: Listed | undefined
  #file: string | undefined
  /** Whether a line above the list says that it warns. */
  #warns = false

  constructor(forms: readonly Listed[]) {
    this.#forms = forms
  }

  get busy(): boolean {
    return this.#file !== undefined
  }

  read(line: Line): Reading {
    for (const form of this.#forms) {
      const groups = form.row.exec(line.text)?.groups
      if (groups !== undefined) return this.#readRow(line, form, groups)
    }
    this.#file = undefined
    return PASSED
  }

  end() {
    this.#file = undefined
    return NOTHING
  }

  #readRow(line: Line, form: Listed, groups: Groups): Reading {
    if (this.#form !== form) this.#file = undefined
    this.#form = form
    if (this.#file === undefined) {
      this.#file = headBefore(line, form)
      this.#warns = form.warns !== undefined && (this.#warns || hasBefore(line, form.warns))
    }
    const place = placeAt(this.#file, groups['line'], groups['column'])
    if (place === undefined) return PASSED
    const severity = this.#warns ? 'warning' : form.severity(groups)
    if (severity === undefined) return TAKEN
    const text = groups['message'] ?? ''
    const ruled = form.rule?.exec(text.trimEnd())?.groups
    const title = ruled?.['code'] ?? groups['code']
    return taken([
      {
        severity,
        places: [place],
        message: ruled?.['message'] ?? text,
        ...(title !== undefined && { title }),
      },
    ])
  }
}

function hasBefore(line: Line, text: RegExp): boolean {
  for (let back = 1; back <= MOST_BEFORE; back += 1) if (text.test(line.before(back))) return true
  return false
}

/** Between the file and this row stand only other rows, and what is indented below them. */
function headBefore(line: Line, { row, head = PATH_ALONE }: Listed): string | undefined {
  for (let back = 1; back <= MOST_BEFORE; back += 1) {
    const text = line.before(back).trimEnd()
    const path = row.test(text) ? undefined : head.exec(text)?.groups?.['path']
    if (path !== undefined && isSource(path)) return path.trim()
    if (!row.test(text) && !/^\s+\S/.test(text)) return undefined
  }
  return undefined
}
