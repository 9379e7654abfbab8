import { ActionError } from '../core/index.js'
import { type HttpAnswer, serverTime, type Transport } from '../http/index.js'
import type { ConnectMeans } from './connect-means.js'

/** Beyond this one of the two clocks is broken: neither a time zone nor drift makes a day. */
const MOST_OFFSET_MS = 86_400_000

/**
 * A transport whose answers have no `Date` that is further off than a day: it would move all times that are compared and
 * signed. Said once.
 */
export function withTrustedDates(
  transport: Transport,
  { now, warn }: Pick<ConnectMeans, 'now' | 'warn'>,
): Transport {
  let told = false
  const trusted = (answer: HttpAnswer): HttpAnswer => {
    const time = serverTime(answer.headers)
    if (time === undefined || Math.abs(time.getTime() - now()) <= MOST_OFFSET_MS) return answer
    if (!told) warn(farClock(time, new Date(now())))
    told = true
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
