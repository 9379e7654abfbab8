import { ActionError } from '../../../core/index.js'
import type { JsonObject } from '../../../text/index.js'

/** Text that is not empty. */
export function textOf(object: JsonObject, name: string): string | undefined {
  const value = Object.hasOwn(object, name) ? object[name] : undefined
  return typeof value === 'string' && value !== '' ? value : undefined
}

/** A number from 0 on. */
export function numberOf(object: JsonObject, name: string): number | undefined {
  const value = Object.hasOwn(object, name) ? object[name] : undefined
  return typeof value === 'number' && Number.isFinite(value) && value >= 0 ? value : undefined
}

const LAST_EPOCH_MS = 8.64e15

/** A time, which AWS JSON writes as epoch seconds with decimals. */
export function timeOf(object: JsonObject, name: string): Date | undefined {
  const seconds = numberOf(object, name)
  const ms = seconds === undefined ? NaN : Math.round(seconds * 1_000)
  return ms > 0 && ms <= LAST_EPOCH_MS ? new Date(ms) : undefined
}

const MOST_NAMES = 20

/** An answer that lacks a field that is needed; the message names the fields it has, never their values. */
export function badAnswer(operation: string, missing: string, answer: JsonObject): ActionError {
  const names = Object.keys(answer).slice(0, MOST_NAMES).map(shownName)
  return new ActionError(
    'bad-answer',
    `${operation}: the answer has no readable ${missing} (fields: ${names.join(', ') || 'none'})`,
    {
      hint: 'The service answers in a form this action does not know; a newer version may.',
      delivery: 'unclear',
      transient: true,
    },
  )
}

/** A name that no field would have is not shown, not even in part: it may be a secret, and no search finds half of one. */
function shownName(name: string): string {
  return /^[\w$.-]{1,40}$/.test(name) ? name : '…'
}
