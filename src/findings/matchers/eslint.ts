import { type Finding, type Matcher, NOTHING, placeAt } from '../finding.js'

/** A line that is nothing but a path. */
const HEADER = /^(?:\/|[A-Za-z]:[\\/]|\*\*\*\/|\.{0,2}[\w@])[^:*?"<>|]{0,400}\.\w{1,8}$/
const ROW =
  /^\s+(?<line>\d{1,7}):(?<column>\d{1,6})\s+(?<severity>error|warning|✖|⚠|×)\s+(?<message>\S.*)$/
const RULE = /^(?<message>.*?\S)\s{2,}(?<rule>[\w@/-]{2,80})$/

/** The stylish form of ESLint and Stylelint: the file on a line, its messages indented below it. */
export class EslintMatcher implements Matcher {
  #file: string | undefined

  get busy(): boolean {
    return this.#file !== undefined
  }

  read(line: string): readonly Finding[] {
    if (HEADER.test(line)) {
      this.#file = line
      return NOTHING
    }
    const row = this.#file === undefined ? undefined : ROW.exec(line)?.groups
    if (row === undefined) {
      this.#file = undefined
      return NOTHING
    }
    const place = placeAt(this.#file ?? '', row['line'], row['column'])
    if (place === undefined) return NOTHING
    const text = row['message'] ?? ''
    const ruled = RULE.exec(text)?.groups
    const rule = ruled?.['rule']
    return [
      {
        severity: row['severity'] === 'warning' || row['severity'] === '⚠' ? 'warning' : 'error',
        places: [place],
        message: ruled?.['message'] ?? text,
        ...(rule !== undefined && { title: rule }),
      },
    ]
  }

  end(): readonly Finding[] {
    this.#file = undefined
    return NOTHING
  }
}
