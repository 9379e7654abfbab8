import { ActionError } from '../core/index.js'
import { type HttpAnswer, serverTime, type Transport } from '../http/index.js'
import type { ConnectMeans } from './connect-means.js'

/** A larger difference means that one of the two clocks is broken: time zones and drift stay below a day. */
const MOST_OFFSET_MS = 86_400_000

/**
 * A transport that drops a `Date` which is more than a day off, because every time that is compared or signed would be
 * corrected by it. It warns once.
 */
export function withTrustedDates(
  transport: Transport,
  { now, warn }: Pick<ConnectMeans, 'now' | 'warn'>,
): Transport {
  let warned = false
  const trusted = (answer: HttpAnswer): HttpAnswer => {
    const time = serverTime(answer.headers)
    if (time === undefined || Math.abs(time.getTime() - now()) <= MOST_OFFSET_MS) return answer
    if (!warned) warn(farClock(time, new Date(now())))
    warned = true
    const headers = Object.entries(answer.headers).filter(([name]) => name !== 'date')
    return { ...answer, headers: Object.fromEntries(headers) }
  }
  return {
    send: async (request, signal) => trusted(await transport.send(request, signal)),
    close: () => transport.close(),
  }
}

function farClock(theirs: Date, ours: Date): ActionError {
  return new ActionError(
    'bad-answer',
    `The service says that it is ${theirs.toISOString()}, which is over a day from this runner's ${ours.toISOString()}. The runner's clock is kept.`,
    {
      hint: "Check the runner's own clock first: if it is the wrong one, signed requests are refused.",
    },
  )
}
