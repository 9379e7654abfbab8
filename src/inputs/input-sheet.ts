import { quoted } from '../text/index.js'

/** One input, as action.yml declares it. */
export interface InputRow {
  /** The default that action.yml declares, which a runner may leave out; absent where unset means something of its own. */
  readonly default?: string
  /** Its value is masked and must never be shown. */
  readonly secret?: true
}

export type InputTable<Name extends string> = Readonly<Record<Name, InputRow>>

/** The inputs as the runner hands them over, and what is wrong with them: each rule adds its own line. */
export class InputSheet<Name extends string = string> {
  readonly env: NodeJS.ProcessEnv
  readonly warnings: string[] = []
  readonly #table: InputTable<Name>
  readonly #starred: (text: string) => string
  readonly #problems = new Set<string>()

  /** `starred` takes every known secret out of a text. */
  constructor(env: NodeJS.ProcessEnv, table: InputTable<Name>, starred: (text: string) => string) {
    this.env = env
    this.#table = table
    this.#starred = starred
  }

  /** One line each. An input that two groups read, and that is bad, is listed once. */
  get problems(): readonly string[] {
    return [...this.#problems]
  }

  /** Exactly what was given; empty when unset. The runner keeps hyphens and upper-cases the rest. */
  raw(name: Name): string {
    return this.env[`INPUT_${name.toUpperCase()}`] ?? ''
  }

  /** Without the white space around it, as the toolkit's own getInput; the default when empty. */
  text(name: Name): string {
    return this.raw(name).trim() || this.#defaultOf(name)
  }

  /** Whether it differs from what it is when nobody gives it. */
  isGiven(name: Name): boolean {
    return this.text(name) !== this.#defaultOf(name)
  }

  /** Whether a known secret stands in what was given. */
  holdsSecret(name: Name): boolean {
    const text = this.raw(name)
    return this.#starred(text) !== text
  }

  variable(name: string): string {
    return (this.env[name] ?? '').trim()
  }

  /** A value inside a problem: people paste secrets into the wrong input, so it is starred before it is cut. */
  quoted(value: string): string {
    return quoted(this.#starred(value))
  }

  problem(line: string): void {
    this.#problems.add(line)
  }

  /** A YAML 1.2 boolean. A bad one is a problem, and reads as its default so that the other rules go on. */
  boolean(name: Name): boolean {
    const text = this.text(name)
    if (/^(true|True|TRUE)$/.test(text)) return true
    if (/^(false|False|FALSE)$/.test(text)) return false
    this.problem(
      `Input ${name} is ${this.quoted(text)}: it must be a YAML 1.2 boolean, ` +
        `true, True, TRUE, false, False or FALSE.`,
    )
    return this.#defaultOf(name) === 'true'
  }

  /** A decimal fraction of at least `minimum`. */
  decimal(name: Name, minimum: number): number {
    const text = this.text(name)
    const value = /^(\d+(\.\d*)?|\.\d+)$/.test(text) ? Number(text) : Number.NaN
    if (Number.isFinite(value) && value >= minimum) return value
    const example = this.#defaultOf(name)
    this.problem(
      `Input ${name} is ${this.quoted(text)}: it must be a decimal number of at least ${minimum}, ` +
        `e.g. ${example} or 0.5.`,
    )
    return Number(example)
  }

  choice<Choice extends string>(
    name: Name,
    choices: readonly [Choice, ...Choice[]],
    hint = '',
  ): Choice {
    const text = this.text(name)
    const chosen = choices.find((choice) => choice === text)
    if (chosen !== undefined) return chosen
    this.problem(
      `Input ${name} is ${this.quoted(text)}: it must be ${choices.join(' or ')}.${hint}`,
    )
    return choices[0]
  }

  /** An expression such as `${{ github.token }}` is filled in by the runner: it is no value here. */
  #defaultOf(name: Name): string {
    const fallback = this.#table[name].default ?? ''
    return fallback.startsWith('${{') ? '' : fallback
  }
}
