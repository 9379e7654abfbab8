import { ActionError, asSentence, repeatedRead, timerSignal, toActionError } from '../core/index.js'
import type { Context } from './entry.js'

/** The reads before the work: repeated, with their failures reported, and within `timeout-minutes`. */
export interface LookUps {
  /** Rejects with an error that is not transient, and with the last one when there is no time for another try. */
  read<T>(call: (signal: AbortSignal) => Promise<T>): Promise<T>
  readonly close: () => void
}

export interface LookUpWishes {
  /** Called with the first failure, and with one each minute. */
  readonly warn: (warning: ActionError) => void
  /** From now on, for all of them together, in milliseconds. */
  readonly timeoutMs?: number
  readonly mostTries?: number
}

export function lookUps(
  { clock, random, cancel }: Context,
  { timeoutMs, ...repeating }: LookUpWishes,
): LookUps {
  const limit = timerSignal(clock, timeoutMs, 'timeout')
  const signal = AbortSignal.any([cancel, limit.signal])
  return {
    async read(call) {
      let last: ActionError | undefined
      const once = async () => {
        try {
          return await call(signal)
        } catch (error) {
          if (!signal.aborted) last = toActionError(error)
          throw error
        }
      }
      try {
        return await repeatedRead(once, clock, random, signal, repeating)
      } catch (error) {
        if (limit.signal.aborted && !cancel.aborted) throw overTime(timeoutMs, last)
        throw error
      }
    },
    close: () => limit.cancel(),
  }
}

function overTime(timeoutMs = 0, last: ActionError | undefined): ActionError {
  const said = last === undefined ? '' : ` ${asSentence(last.message)}`
  return new ActionError(
    'no-answer',
    `The task could not be looked up in time (timeout-minutes: ${Number((timeoutMs / 60_000).toFixed(3))}).${said}`,
    {
      hint: last?.hint ?? 'Raise timeout-minutes, or look for what makes the service slow.',
      delivery: 'not-delivered',
      cause: last,
      ...(last?.requestId !== undefined && { requestId: last.requestId }),
    },
  )
}
