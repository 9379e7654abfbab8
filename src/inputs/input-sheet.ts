import { INPUT_DEFAULTS, type InputName } from './input-table.js'

const QUOTED_CHARS = 80

/** A user's value inside a message: quoted, on one line, of bounded length. Never for secrets. */
export function quoted(value: string): string {
  return JSON.stringify(value.length > QUOTED_CHARS ? `${value.slice(0, QUOTED_CHARS)}…` : value)
}

/** The inputs as the runner hands them over, and what is wrong with them: each rule adds its own line. */
export class InputSheet {
  readonly env: NodeJS.ProcessEnv
  readonly problems: string[] = []
  readonly warnings: string[] = []

  constructor(env: NodeJS.ProcessEnv) {
    this.env = env
  }

  /** Exactly what was given; empty when unset. The runner keeps hyphens and upper-cases the rest. */
  raw(name: InputName): string {
    return this.env[`INPUT_${name.toUpperCase()}`] ?? ''
  }

  /** Without the white space around it, as the toolkit's own getInput; the default when empty. */
  text(name: InputName): string {
    return this.raw(name).trim() || INPUT_DEFAULTS[name]
  }

  variable(name: string): string {
    return (this.env[name] ?? '').trim()
  }

  problem(line: string): void {
    this.problems.push(line)
  }

  /** A YAML 1.2 boolean. A bad one is a problem, and reads as its default so that the other rules go on. */
  boolean(name: InputName): boolean {
    const text = this.text(name)
    if (/^(true|True|TRUE)$/.test(text)) return true
    if (/^(false|False|FALSE)$/.test(text)) return false
    this.problem(
      `Input ${name} is ${quoted(text)}: it must be a YAML 1.2 boolean, ` +
        `true, True, TRUE, false, False or FALSE.`,
    )
    return INPUT_DEFAULTS[name] === 'true'
  }

  /** A decimal fraction of at least `minimum`. */
  decimal(name: InputName, minimum: number): number {
    const text = this.text(name)
    const value = /^(\d+(\.\d*)?|\.\d+)$/.test(text) ? Number(text) : Number.NaN
    if (Number.isFinite(value) && value >= minimum) return value
    this.problem(
      `Input ${name} is ${quoted(text)}: it must be a decimal number of at least ${minimum}, ` +
        `e.g. ${INPUT_DEFAULTS[name]} or 0.5.`,
    )
    return Number(INPUT_DEFAULTS[name])
  }

  choice<Choice extends string>(
    name: InputName,
    choices: readonly [Choice, ...Choice[]],
    hint = '',
  ): Choice {
    const text = this.text(name)
    const chosen = choices.find((choice) => choice === text)
    if (chosen !== undefined) return chosen
    this.problem(`Input ${name} is ${quoted(text)}: it must be ${choices.join(' or ')}.${hint}`)
    return choices[0]
  }
}
