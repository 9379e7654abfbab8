import { onOneLine } from '../../inputs/index.js'
import { isList, isObject } from '../../text/index.js'
import type { Yaml } from '../load-yaml.js'

/** A stage and the tasks of it to be executed, as the service's call takes them. */
export interface SelectedStage {
  readonly stage_name: string
  readonly tasks: readonly string[]
}

/** Stars a value and puts it into quotation marks. */
type Quoting = (value: string) => string

const MOST_CHARS = 100_000
const MOST_ALIASES = 100
const FORM = 'it must be YAML or JSON of the form "stage: [task, …]".'

/**
 * The stages of input selected-tasks, or what is wrong with it. Names are taken as they are written: in the failsafe schema
 * of YAML 1.2 `no`, `1e10` and `007` are texts.
 */
export function readSelectedTasks(
  text: string,
  yaml: Yaml,
  quoted: Quoting,
): readonly SelectedStage[] | string {
  const parsed = parse(text, yaml)
  if (parsed.problem !== undefined) return parsed.problem
  if (!isObject(parsed.value)) return `Input selected-tasks is ${quoted(text)}: ${FORM}`
  const stages = Object.entries(parsed.value)
  if (stages.length === 0)
    return `Input selected-tasks names no stage: leave it empty for all tasks.`
  const read = stages.map(([stage, tasks]) => readStage(stage, tasks, quoted))
  const problem = read.find((one) => typeof one === 'string')
  return problem ?? read.filter((one) => typeof one !== 'string')
}

interface Parsed {
  readonly value?: unknown
  readonly problem?: string
}

function parse(text: string, yaml: Yaml): Parsed {
  if (text.length > MOST_CHARS) {
    return {
      problem: `Input selected-tasks has ${text.length} characters; it takes ${MOST_CHARS} at most.`,
    }
  }
  const document = yaml.parseDocument(text, { schema: 'failsafe', prettyErrors: true })
  const [error] = document.errors
  if (error !== undefined) return { problem: unreadable(error.message) }
  try {
    return { value: document.toJS({ maxAliasCount: MOST_ALIASES }) as unknown }
  } catch (error) {
    return { problem: unreadable(error instanceof Error ? error.message : String(error)) }
  }
}

function unreadable(message: string): string {
  return `Input selected-tasks can't be read (${onOneLine(message.split('\n')[0] ?? '')}): ${FORM}`
}

function readStage(stage: string, tasks: unknown, quoted: Quoting): SelectedStage | string {
  const names = isList(tasks) ? tasks.filter((name) => typeof name === 'string') : []
  const whole = isList(tasks) && names.length === tasks.length
  if (stage.trim() === '' || !whole || names.some((name) => name.trim() === '')) {
    return `Input selected-tasks, stage ${quoted(stage)}: ${FORM}`
  }
  if (names.length === 0) {
    return `Input selected-tasks, stage ${quoted(stage)}, has an empty list: name its tasks, or leave the stage out.`
  }
  return { stage_name: stage, tasks: names }
}
