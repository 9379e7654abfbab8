import { badAnswer, countOf, field, flagOf, type PageAnswer } from '../../gateway/index.js'
import { isObject } from '../../../../text/index.js'

/** One page of an incremental log call. Offsets are the server's own, in no known unit: they are only sent back. */
export interface LogPage {
  /** UTF-8 bytes where no string had to be made; they are valid until two more pages were asked for. */
  readonly text: string | Uint8Array
  /** Newlines in the bytes, where they are counted already. */
  readonly lines?: number
  /** Where this page begins, if the answer says so. */
  readonly from?: number
  /** Where to read on. */
  readonly next: number
  readonly more: boolean
}

/** The fields inside `result` that hold the text. */
export const TEXT_V3 = 'content'
export const TEXT_V1 = 'log'

/** CodeArts Build API reference, "Querying real-time logs" (v3). */
export function readLogPageV3(call: string, page: PageAnswer): LogPage {
  return readPage(call, page, {
    text: TEXT_V3,
    from: 'current_offset',
    next: 'offset',
    more: 'has_more_data',
  })
}

/** The same call's v1: offsets are text by its table and numbers by its sample. */
export function readLogPageV1(call: string, page: PageAnswer): LogPage {
  return readPage(call, page, {
    text: TEXT_V1,
    from: 'start_offset',
    next: 'end_offset',
    more: 'has_more',
  })
}

function readPage(
  call: string,
  { answer, text: apart, lines }: PageAnswer,
  names: { readonly text: string; from: string; next: string; more: string },
): LogPage {
  const result = isObject(answer) ? field(answer, 'result') : undefined
  if (!isObject(result)) throw badAnswer(call, 'result', answer)
  const text = apart ?? field(result, names.text) ?? ''
  if (typeof text !== 'string' && !(text instanceof Uint8Array)) {
    throw badAnswer(call, `result.${names.text}`, answer)
  }
  const next = countOf(result, names.next)
  if (next === undefined) throw badAnswer(call, `result.${names.next}`, answer)
  const from = countOf(result, names.from)
  return {
    text,
    next,
    more: flagOf(result, names.more) ?? false,
    ...(lines !== undefined && { lines }),
    ...(from !== undefined && { from }),
  }
}
