import {
  address,
  commit,
  count,
  type FieldRule,
  type FieldRules,
  type Fields,
  flawIn,
  isFields,
  moment,
  oneOf,
  optional,
  required,
  text,
} from './field-rules.js'

/** GitHub REST API, "Check runs" and "Commit statuses", API version 2022-11-28. */
const LONGEST_TEXT = 65_535
const MOST_ANNOTATIONS = 50
const LONGEST_MESSAGE = 64 * 1024

const ANNOTATION: FieldRules = {
  path: required(text(4_096, 1)),
  start_line: required(count(1)),
  end_line: required(count(1)),
  start_column: optional(count(1)),
  end_column: optional(count(1)),
  annotation_level: required(oneOf('notice', 'warning', 'failure')),
  message: required(text(LONGEST_MESSAGE, 1)),
  title: optional(text(255)),
  raw_details: optional(text(LONGEST_MESSAGE)),
}

const annotations: FieldRule['problem'] = (value) => {
  if (!Array.isArray(value)) return 'is not a list'
  if (value.length > MOST_ANNOTATIONS) return `has ${value.length} items; 50 are allowed`
  for (const [index, one] of value.entries()) {
    const problem = flawIn(one, ANNOTATION, `[${index}]`) ?? columnFlaw(one)
    if (problem !== undefined) return problem
  }
  return undefined
}

function columnFlaw(one: unknown): string | undefined {
  if (!isFields(one)) return undefined
  const { path, start_column: from, end_column: to, start_line: first, end_line: last } = one
  if (typeof path === 'string' && /^\/|\\|(^|\/)\.\.(\/|$)/.test(path)) return `path ${path}`
  if ((from === undefined) !== (to === undefined)) return 'has one column of two'
  return from !== undefined && first !== last ? 'has columns over several lines' : undefined
}

const output: FieldRule['problem'] = (value) =>
  flawIn(
    value,
    {
      title: required(text(LONGEST_TEXT, 1)),
      summary: required(text(LONGEST_TEXT, 1)),
      text: optional(text(LONGEST_TEXT)),
      annotations: optional(annotations),
    },
    '',
  )

const CHECK: FieldRules = {
  name: optional(text(LONGEST_TEXT, 1)),
  details_url: optional(address),
  external_id: optional(text(255)),
  status: optional(oneOf('queued', 'in_progress', 'completed')),
  started_at: optional(moment),
  conclusion: optional(
    oneOf('action_required', 'cancelled', 'failure', 'neutral', 'success', 'skipped', 'timed_out'),
  ),
  completed_at: optional(moment),
  output: optional(output),
}

export function newCheckFlaw(body: unknown): string | undefined {
  const rules = { ...CHECK, name: required(text(LONGEST_TEXT, 1)), head_sha: required(commit) }
  return flawIn(body, rules, 'body') ?? conclusionFlaw(body)
}

export function checkUpdateFlaw(body: unknown): string | undefined {
  return flawIn(body, CHECK, 'body') ?? conclusionFlaw(body)
}

function conclusionFlaw(body: unknown): string | undefined {
  const { status, conclusion }: Fields = isFields(body) ? body : {}
  if (status === 'completed' && conclusion === undefined) return 'completed without conclusion'
  return conclusion !== undefined && status !== 'completed' ? 'concluded, not completed' : undefined
}

export function statusFlaw(body: unknown): string | undefined {
  const rules: FieldRules = {
    state: required(oneOf('error', 'failure', 'pending', 'success')),
    target_url: optional(address),
    description: optional(text(140 * 4)),
    context: optional(text(255, 1)),
  }
  const description = isFields(body) ? body['description'] : undefined
  const long = typeof description === 'string' && Array.from(description).length > 140
  return long
    ? 'body.description is too long (maximum is 140 characters)'
    : flawIn(body, rules, 'body')
}
