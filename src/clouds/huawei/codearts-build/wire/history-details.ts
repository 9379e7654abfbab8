import { badAnswer, durationOf, field, textOf, unwrapped } from '../../gateway/index.js'
import { isList, isObject } from '../../../../text/index.js'

/** A step as the service shows it; `status` is `running`, `success`, `error`, or empty before its start. */
export interface RemoteStep {
  readonly name: string
  readonly status: string
  /** Milliseconds. */
  readonly durationMs?: number
}

export interface HistoryDetails {
  readonly steps: readonly RemoteStep[]
  /** Absent: not reported. Sensitive values are starred by the service. */
  readonly parameters?: ReadonlyMap<string, string>
}

/** `history-details`: flat; shows only the steps that the build page shows. */
export function readHistoryDetails(call: string, answer: unknown): HistoryDetails {
  const details = unwrapped(answer)
  if (details === undefined) throw badAnswer(call, 'build_steps', answer)
  const steps = field(details, 'build_steps')
  const parameters = field(details, 'parameters')
  if (steps === undefined && parameters === undefined) throw badAnswer(call, 'build_steps', answer)
  return {
    steps: isList(steps) ? steps.filter(isObject).map(readStep) : [],
    ...(parameters !== undefined && { parameters: readParameters(parameters) }),
  }
}

/** `/v1/job/{job_id}/{build_no}/history-parameters`: a list of name and value. */
export function readHistoryParameters(call: string, answer: unknown): ReadonlyMap<string, string> {
  const result = isObject(answer) ? field(answer, 'result') : undefined
  if (!isList(result)) throw badAnswer(call, 'result', answer)
  return readParameters(result)
}

function readStep(step: Readonly<Record<string, unknown>>): RemoteStep {
  const durationMs = durationOf(step, 'build_time')
  return {
    name: textOf(step, 'name') ?? '',
    status: textOf(step, 'status') ?? '',
    ...(durationMs !== undefined && { durationMs }),
  }
}

/** A map by the tables, an array of maps by the older sample, and an array of name and value in v1. */
function readParameters(value: unknown): ReadonlyMap<string, string> {
  const parameters = new Map<string, string>()
  for (const item of isList(value) ? value : [value]) {
    if (!isObject(item)) continue
    const name = textOf(item, 'name')
    if (name !== undefined && Object.hasOwn(item, 'value')) {
      parameters.set(name, plain(item['value']))
      continue
    }
    for (const [key, entry] of Object.entries(item)) parameters.set(key, plain(entry))
  }
  return parameters
}

function plain(value: unknown): string {
  return typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean'
    ? String(value)
    : ''
}
