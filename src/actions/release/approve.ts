import type { Context } from '../entry.js'
import { RELEASE_WORDS } from '../../clouds/huawei/servicestage/index.js'
import {
  ActionError,
  cancelledBeforeStart,
  repeatedRead,
  timerSignal,
  timerSignalAfter,
  toActionError,
  type Verdict,
} from '../../core/index.js'
import type { ReleaseConfig } from './inputs.js'
import type { ReleaseOutput } from './outputs.js'
import type { RequestBody } from './request.js'
import type { ReleaseService } from './service.js'

/** How long the answer to a request that was sent is waited for after a cancel. */
const IN_FLIGHT_MS = 5_000

/** Approves or refuses a task, once: the request is sent again only if it surely did not arrive. */
export async function approve(
  body: RequestBody,
  { run }: ReleaseConfig,
  { api, warn }: ReleaseService,
  context: Context<ReleaseOutput>,
): Promise<Verdict> {
  const { clock, random, cancel, outputs } = context
  const limit = timerSignal(clock, run.timeoutMs, 'timeout-minutes')
  const late = timerSignalAfter(clock, cancel, IN_FLIGHT_MS, 'cancelled')
  const request = AbortSignal.any([limit.signal, late.signal])
  const open = AbortSignal.any([limit.signal, cancel])
  let failure: ActionError | undefined
  const send = async () => {
    open.throwIfAborted()
    outputs.set('status', 'lost')
    return await api.act('approval', body, request).catch((error: unknown) => {
      failure = onlyOnce(error, request)
      throw failure
    })
  }
  try {
    const { id, status } = await repeatedRead(send, clock, random, open, { warn })
    outputs.set('execution-id', id)
    if (status !== undefined) outputs.set('status-code', status)
    return { status: 'done', exitCode: 0, message: sentenceOf(body, id) }
  } catch (error) {
    return notDone(failure ?? toActionError(error), cancel)
  } finally {
    limit.cancel()
    late.cancel()
  }
}

function sentenceOf(
  { approval_type: type, task_name: name = '' }: RequestBody,
  id: string,
): string {
  const done = type === 'refuse' ? 'refused' : 'approved'
  return `Task "${name}" of release #${id} is ${done}.`
}

/** Whether an approval that may have arrived took effect can't be known: it is never sent again. */
function onlyOnce(cause: unknown, request: AbortSignal): ActionError {
  const error = request.aborted ? noTime() : toActionError(cause)
  return error.delivery === 'not-delivered' ? error : error.with({ transient: false })
}

function notDone(error: ActionError, cancel: AbortSignal): Verdict {
  const lost = error.delivery === 'unclear'
  if (cancel.aborted && !lost) return cancelledBeforeStart('approval')
  return {
    status: lost ? 'lost' : 'not-started',
    exitCode: 1,
    message: lost
      ? `Whether the approval arrived is not known. ${error.message}`
      : `The approval was not given. ${error.message}`,
    error,
  }
}

function noTime(): ActionError {
  return new ActionError('no-answer', 'The approval had no answer when time was up.', {
    hint: `Look at the ${RELEASE_WORDS.owner} in the ServiceStage console before giving it again.`,
    delivery: 'unclear',
  })
}
