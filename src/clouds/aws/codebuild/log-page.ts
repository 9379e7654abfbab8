import { isList, isObject, type JsonObject } from '../../../text/index.js'
import { numberOf, textOf } from '../protocol/index.js'
import { agentWords, LAST_PHASE, PHASE_CONTEXT } from './log-format.js'

/** One page of a log stream. */
export interface LogPage {
  /** One line for each event, exactly as it came but for its own final line end. */
  readonly text: string
  /** The last lines, which may be the ones that close a log. */
  readonly lastLines: readonly string[]
  /** Epoch milliseconds of the last event, the service's clock; absent where the page is empty. */
  readonly lastAt?: number
  /** Where to read on. GetLogEvents returns the token that was sent when nothing more is there yet. */
  readonly nextToken?: string
}

const KEPT_LINES = 2

/** Amazon CloudWatch Logs API Reference, "GetLogEvents". What is no event is left out. */
export function readLogPage(answer: JsonObject): LogPage {
  const events = isList(answer['events']) ? answer['events'].filter(isObject) : []
  const messages = events.flatMap(({ message }) => (typeof message === 'string' ? [message] : []))
  const lines = messages.map(withoutLineEnd)
  const last = events.at(-1)
  const lastAt = last && numberOf(last, 'timestamp')
  const nextToken = textOf(answer, 'nextForwardToken')
  return {
    text: lines.map((line) => `${line}\n`).join(''),
    lastLines: lines.slice(-KEPT_LINES),
    ...(lastAt !== undefined && { lastAt }),
    ...(nextToken !== undefined && { nextToken }),
  }
}

function withoutLineEnd(message: string): string {
  if (!message.endsWith('\n')) return message
  return message.slice(0, message.endsWith('\r\n') ? -2 : -1)
}

/** Whether these are the last lines of a whole log: the agent's end of its last phase, and that phase's context. */
export function isClosed(lastLines: readonly string[]): boolean {
  const [phase, context] = lastLines.map((line) => agentWords(line) ?? '')
  return LAST_PHASE.test(phase ?? '') && PHASE_CONTEXT.test(context ?? '')
}
