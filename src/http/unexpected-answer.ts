import { ActionError } from '../core/index.js'

/** An answer with HTTP 200 that is not what was asked for, e.g. the page of a proxy. `call` names the call in messages. */
export function unexpectedAnswer(
  call: string,
  status: number,
  content: string,
  requestId?: string,
): ActionError {
  return new ActionError('bad-answer', `${call}: HTTP ${status} ${content}`, {
    hint: 'A gateway or proxy may have answered in place of the service: check endpoint and proxy.',
    delivery: 'unclear',
    transient: true,
    httpStatus: status,
    ...(requestId !== undefined && { requestId }),
  })
}

/** What an answer holds in place of the JSON that was asked for, e.g. `with HTML`. */
export function contentOf(text: string): string {
  if (text.trim() === '') return 'with an empty answer'
  return /^\s*</.test(text) ? 'with HTML' : 'with no JSON'
}
