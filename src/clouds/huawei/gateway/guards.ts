import { ActionError } from '../../../core/index.js'
import { isList, isObject, type JsonObject } from '../../../text/index.js'

/**
 * A field that is there and not null, under its snake_case name or the camelCase form of it: tables and samples of
 * one call differ (CodeArts Build API reference, "Obtaining Build Record Information"). Own fields only.
 */
export function field(object: JsonObject, name: string): unknown {
  for (const key of [name, camelCase(name)]) {
    if (Object.hasOwn(object, key) && object[key] !== null) return object[key]
  }
  return undefined
}

/** Text that is not empty; a number counts as its digits. */
export function textOf(object: JsonObject, name: string): string | undefined {
  const value = field(object, name)
  if (typeof value === 'string') return value === '' ? undefined : value
  return typeof value === 'number' ? String(value) : undefined
}

/** A whole number from 0 on, as a number or as digits. */
export function countOf(object: JsonObject, name: string): number | undefined {
  const value = field(object, name)
  const number =
    typeof value === 'string' && /^\d{1,16}$/.test(value.trim()) ? Number(value) : value
  return typeof number === 'number' && Number.isSafeInteger(number) && number >= 0
    ? number
    : undefined
}

/** A flag as a boolean, as the word for one, or as 0 or 1. */
export function flagOf(object: JsonObject, name: string): boolean | undefined {
  const value = field(object, name)
  if (typeof value === 'boolean') return value
  if (value === 'true' || value === 1 || value === '1') return true
  return value === 'false' || value === 0 || value === '0' ? false : undefined
}

const ISO_TIME = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(:\d{2}(\.\d{1,9})?)?(Z|[+-]\d{2}:?\d{2})$/
/** The end of the year 9999: later ones have no ISO form of the usual length, and sums with them no Date. */
const LAST_EPOCH_MS = 253_402_300_799_999
const LONGEST_DURATION_MS = 10 * 366 * 86_400_000

/** An ISO 8601 time with its offset, or epoch milliseconds. A time without an offset could be any: not read. */
export function timeOf(object: JsonObject, name: string): Date | undefined {
  const value = field(object, name)
  if (typeof value === 'string' && ISO_TIME.test(value)) {
    const time = new Date(value.replace(/([+-]\d{2})(\d{2})$/, '$1:$2'))
    return Number.isNaN(time.getTime()) ? undefined : time
  }
  const epoch = countOf(object, name)
  return epoch === undefined || epoch === 0 || epoch > LAST_EPOCH_MS ? undefined : new Date(epoch)
}

/** Milliseconds; ten years and more are no duration of anything here. */
export function durationOf(object: JsonObject, name: string): number | undefined {
  const ms = countOf(object, name)
  return ms === undefined || ms > LONGEST_DURATION_MS ? undefined : ms
}

/** Milliseconds between two times, which may come from two machines: never negative; ten years and more are unreadable. */
export function between(from: Date | undefined, to: Date | undefined): number | undefined {
  if (from === undefined || to === undefined) return undefined
  const ms = Math.max(0, to.getTime() - from.getTime())
  return ms > LONGEST_DURATION_MS ? undefined : ms
}

/** The inner object of an answer that wraps it in `result`, and the answer itself where it doesn't. */
export function unwrapped(answer: unknown): JsonObject | undefined {
  if (!isObject(answer)) return undefined
  const result = field(answer, 'result')
  return isObject(result) ? result : answer
}

/** An answer that lacks a field that is needed; the message describes its shape, never its values. */
export function badAnswer(call: string, missing: string, answer: unknown): ActionError {
  return new ActionError(
    'bad-answer',
    `${call}: the answer has no readable ${missing} (${shapeOf(answer)})`,
    {
      hint: 'The service answers in a form this action does not know; a newer version may.',
      delivery: 'unclear',
      transient: true,
    },
  )
}

const SHAPE_DEPTH = 2
const SHAPE_KEYS = 24

/** Keys and types of a JSON value, e.g. `{status: string, result: {id: string}}`; bounded in depth and width. */
export function shapeOf(value: unknown, depth = SHAPE_DEPTH): string {
  if (value === null) return 'null'
  if (isList(value)) {
    const [first] = value
    if (value.length === 0) return '[]'
    // An answer may nest lists deeper than any stack.
    return depth <= 0 && isList(first) ? '[…]' : `[${shapeOf(first, depth - 1)}]`
  }
  if (!isObject(value)) return typeof value
  if (depth <= 0) return 'object'
  const keys = Object.keys(value)
  const shown = keys
    .slice(0, SHAPE_KEYS)
    .map((key) => `${shownKey(key)}: ${shapeOf(value[key], depth - 1)}`)
  return `{${shown.join(', ')}${keys.length > SHAPE_KEYS ? ', …' : ''}}`
}

/** A name that no field would have is not shown, not even in part: it may be a secret, and no search finds half of one. */
function shownKey(key: string): string {
  return /^[\w$.-]{1,40}$/.test(key) ? key : '…'
}

function camelCase(name: string): string {
  return name.replace(/_([a-z])/g, (_match, letter: string) => letter.toUpperCase())
}
