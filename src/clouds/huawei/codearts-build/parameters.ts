import { type InputGroup, type InputSheet as Sheet } from '../../../inputs/index.js'
import { jsonFields, SHORTEST_SECRET } from '../../../text/index.js'

const LONGEST_VALUE_CHARS = 8_192
const NAME = /^[0-9A-Za-z_]{1,128}$/
/** CodeArts Build API reference, "Executing a Build Job", parameter `name`: refused by the service. */
const REFUSED = new Set([
  'LD_PRELOAD',
  'LD_LIBRARY_PATH',
  'PATH',
  'path',
  'BASH_ENV',
  'GIT_SSH_COMMAND',
])

export interface BuildParameter {
  readonly name: string
  readonly value: string
  readonly secret: boolean
}

type ParameterInput = 'parameters' | 'secret-parameters'
type InputSheet = Sheet<ParameterInput>

/** What the build is started with besides its source. */
export const parameterInputs: InputGroup<ParameterInput, readonly BuildParameter[]> = {
  table: { parameters: {}, 'secret-parameters': {} },
  secrets: (sheet) =>
    drafts(sheet, 'secret-parameters')
      .map(({ value = '' }) => value)
      .filter((value) => value.length >= SHORTEST_SECRET),
  read: (sheet) =>
    checkParameters(sheet, [...drafts(sheet, 'parameters'), ...drafts(sheet, 'secret-parameters')]),
}

interface Draft {
  readonly input: ParameterInput
  readonly name: string
  /** Absent for a JSON value that can't be a parameter. */
  readonly value?: string
  /** Counts from 1; absent in JSON. */
  readonly line?: number
}

/** The parameters that keep the rules; each other one is a problem, which never quotes a secret value. */
function checkParameters(sheet: InputSheet, found: readonly Draft[]): readonly BuildParameter[] {
  const seen = new Map<string, ParameterInput>()
  return found.flatMap((draft) => {
    const before = seen.get(draft.name)
    const wrong = [...flaws(draft), ...(before === undefined ? [] : [duplicate(before, draft)])]
    const place = placeOf(sheet, draft)
    for (const each of wrong) sheet.problem(`Input ${draft.input}${place} ${each}`)
    if (before === undefined) seen.set(draft.name, draft.input)
    if (wrong.length > 0 || draft.value === undefined) return []
    return [{ name: draft.name, value: draft.value, secret: draft.input === 'secret-parameters' }]
  })
}

/**
 * A line of a pasted key may look like `NAME=`: a line of secrets is named by its number only, unless its name is one
 * of those that the service refuses.
 */
function placeOf(sheet: InputSheet, { input, name, line }: Draft): string {
  if (input === 'parameters' || line === undefined) return `: ${sheet.quoted(name)}`
  return `, line ${line}${REFUSED.has(name) ? ` (${name})` : ''}`
}

function duplicate(before: ParameterInput, { input }: Draft): string {
  return before === input
    ? `is set twice in ${input}; keep one of them.`
    : `is set twice, in ${before} and in ${input}; keep one of them.`
}

function drafts(sheet: InputSheet, input: ParameterInput): readonly Draft[] {
  const text = sheet.raw(input)
  // What the expression `toJSON` makes of a context that has no value.
  if (text.trim() === 'null') return []
  return /^\s*[{[]/.test(text) ? jsonDrafts(sheet, input, text) : lineDrafts(sheet, input, text)
}

/** The text is never quoted, whatever is wrong with it: it may hold secrets, and a parser's message too. */
function jsonDrafts(sheet: InputSheet, input: ParameterInput, text: string): readonly Draft[] {
  const fields = jsonFields(text)
  if (fields !== undefined)
    return fields.map(({ name, ...rest }) => ({ input, name: name.trim(), ...rest }))
  sheet.problem(
    `Input ${input} begins like JSON but isn't one JSON object; write {"NAME": "value"} ` +
      `or lines NAME=VALUE.`,
  )
  return []
}

function lineDrafts(sheet: InputSheet, input: ParameterInput, text: string): readonly Draft[] {
  return text.split(/\r?\n/).flatMap((line, index) => {
    if (line.trim() === '' || line.trimStart().startsWith('#')) return []
    const otherForm = otherFormOf(line)
    if (otherForm !== undefined) {
      sheet.problem(`Input ${input}, line ${index + 1} ${otherForm}; write NAME=VALUE.`)
      return []
    }
    const at = line.indexOf('=')
    if (at >= 0) {
      const name = line.slice(0, at).trim()
      return [{ input, name, value: line.slice(at + 1), line: index + 1 }]
    }
    // The line may be part of a secret: only its number is printed.
    sheet.problem(
      `Input ${input}, line ${index + 1} has no "="; write NAME=VALUE, or use one JSON object ` +
        `for values of several lines.`,
    )
    return []
  })
}

/** Where a line is written in the form of a shell or of YAML. Never quotes it: it may be part of a secret. */
function otherFormOf(line: string): string | undefined {
  if (/^\s*(?:export|set|env|declare -x)\s+\w+\s*=/.test(line)) {
    return 'begins with the word of a shell before the name'
  }
  if (/^\s*-\s+\w+\s*[=:]/.test(line)) return 'begins with a dash, as an item of a YAML list'
  if (/^\s*\w+\s*:(?:\s|$)/.test(line)) return 'has a colon after the name, as in YAML'
  return undefined
}

/** A line whose name is none may hold something else altogether: its value is not judged. */
function flaws(draft: Draft): readonly string[] {
  if (!NAME.test(draft.name)) return ['is no parameter name: 1 to 128 letters, digits and _.']
  const refused = REFUSED.has(draft.name)
    ? 'is a name that CodeArts Build refuses; choose another.'
    : undefined
  return [refused, valueFlaw(draft)].filter((flaw) => flaw !== undefined)
}

function valueFlaw({ input, value }: Draft): string | undefined {
  if (value === undefined) return 'must be a string, a number or a boolean in the JSON object.'
  if (value.length > LONGEST_VALUE_CHARS) {
    return `has ${value.length} characters; CodeArts Build takes ${LONGEST_VALUE_CHARS} at most.`
  }
  if (input === 'secret-parameters' && value.length < SHORTEST_SECRET) {
    return (
      `has a value of under ${SHORTEST_SECRET} characters (is the secret set?): masking it would star ` +
      `the whole log and hide nothing; use parameters, or a longer value.`
    )
  }
  return undefined
}
