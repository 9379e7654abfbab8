import { badAnswer, countOf, field, flagOf, isObject } from './guards.js'

/** One page of an incremental log call. Offsets are the server's own, of no known unit: only to be handed back. */
export interface LogPage {
  readonly text: string
  /** Where this page begins, if the answer says so. */
  readonly from?: string
  /** Where to read on. */
  readonly next: string
  readonly more: boolean
}

/** CodeArts Build API reference, "Querying real-time logs" (v3). */
export function readLogPageV3(call: string, answer: unknown): LogPage {
  return readPage(call, answer, {
    text: 'content',
    from: 'current_offset',
    next: 'offset',
    more: 'has_more_data',
  })
}

/** The same call's v1: offsets are text by its table and numbers by its sample. */
export function readLogPageV1(call: string, answer: unknown): LogPage {
  return readPage(call, answer, {
    text: 'log',
    from: 'start_offset',
    next: 'end_offset',
    more: 'has_more',
  })
}

function readPage(
  call: string,
  answer: unknown,
  names: { readonly text: string; from: string; next: string; more: string },
): LogPage {
  const result = isObject(answer) ? field(answer, 'result') : undefined
  if (!isObject(result)) throw badAnswer(call, 'result', answer)
  const text = field(result, names.text) ?? ''
  if (typeof text !== 'string') throw badAnswer(call, `result.${names.text}`, answer)
  const next = countOf(result, names.next)
  if (next === undefined) throw badAnswer(call, `result.${names.next}`, answer)
  const from = countOf(result, names.from)
  return {
    text,
    next: String(next),
    more: flagOf(result, names.more) ?? false,
    ...(from !== undefined && { from: String(from) }),
  }
}
