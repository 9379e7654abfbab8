import type { Context } from '../entry.js'
import { findLive, Releases } from '../../clouds/huawei/servicestage/index.js'
import {
  type ActionError,
  cancelledBeforeStart,
  capitalized,
  repeatedRead,
  type RunRef,
  type RunSnapshot,
  timerSignal,
  timerSignalAfter,
  toActionError,
  type Verdict,
} from '../../core/index.js'
import type { ReleaseConfig } from './inputs.js'
import type { ReleaseOutput } from './outputs.js'
import type { ReleaseService } from './service.js'

const READ_BUDGET_MS = 10 * 60_000
/** How long the answer to a stop request that was sent is waited for after a cancel. */
const IN_FLIGHT_MS = 5_000

interface StopParts extends ReleaseService {
  readonly config: ReleaseConfig
  readonly context: Context<ReleaseOutput>
  readonly backend: Releases
  /** Ends looks and pauses: a cancel, or timeout-minutes. */
  readonly open: AbortSignal
}

/** Stops the live execution, and waits until none is live. */
export async function stopRelease(
  config: ReleaseConfig,
  service: ReleaseService,
  context: Context<ReleaseOutput>,
): Promise<Verdict> {
  const { clock, cancel } = context
  const limit = timerSignal(clock, config.run.timeoutMs, 'timeout-minutes')
  // Whoever started the live execution, it is stopped.
  const backend = new Releases(service, { action: 'start', body: {}, before: {} })
  const open = AbortSignal.any([cancel, limit.signal])
  try {
    return await stopLive({ ...service, config, context, backend, open })
  } finally {
    limit.cancel()
  }
}

async function stopLive(parts: StopParts): Promise<Verdict> {
  const { api, config, context, open } = parts
  const { outputs, console, cancel } = context
  const progress = { asked: false }
  try {
    const live = await repeated(parts, open, () => findLive(api, parts, open))
    if (live === undefined) {
      return done(
        'stopped',
        `No release of release task ${config.task.pipelineId} is live: there is nothing to stop.`,
      )
    }
    const name = live.id === '' ? 'the release' : `release #${live.id}`
    outputs.set('execution-id', live.id)
    outputs.set('status-code', live.status)
    outputs.set('status', 'lost')
    const ref = { executionId: live.id }
    await ask(parts, ref)
    progress.asked = true
    console.line(`Asked for the stop of ${name}.`)
    if (!config.run.wait)
      return done('done', `The stop of ${name} was accepted; this step does not wait for it.`)
    const word = await waitForEnd(parts, ref)
    return done('stopped', `${capitalized(name)} is no longer live (${word}).`)
  } catch (error) {
    if (cancel.aborted) return cancelled(progress.asked)
    return open.aborted ? overdue(progress.asked) : failed(toActionError(error))
  }
}

/** A stop may be repeated; one that is refused may have come too late. */
async function ask(parts: StopParts, ref: RunRef): Promise<void> {
  const { backend, context, open } = parts
  const late = timerSignalAfter(context.clock, context.cancel, IN_FLIGHT_MS, 'cancelled')
  try {
    await repeated(parts, open, () => backend.stop(ref, late.signal))
  } catch (error) {
    if (open.aborted) throw error
    const { phase } = await look(parts, ref)
    if (phase !== 'ended') throw error
  } finally {
    late.cancel()
  }
}

async function waitForEnd(parts: StopParts, ref: RunRef): Promise<string> {
  const { context, config, open } = parts
  for (;;) {
    const { phase, facts } = await look(parts, ref)
    if (phase === 'ended') return facts.word
    await context.clock.sleep(config.run.pollIntervalMs, open)
    open.throwIfAborted()
  }
}

async function look(parts: StopParts, ref: RunRef): Promise<RunSnapshot> {
  const { backend, context, open } = parts
  const snapshot = await repeated(parts, open, () => backend.snapshot(ref, open))
  if (snapshot.facts.code !== undefined) context.outputs.set('status-code', snapshot.facts.code)
  return snapshot
}

function repeated<T>(
  { context, warn }: StopParts,
  open: AbortSignal,
  read: () => Promise<T>,
): Promise<T> {
  const { clock, random } = context
  return repeatedRead(read, clock, random, open, { warn, budgetMs: READ_BUDGET_MS })
}

function done(status: 'stopped' | 'done', message: string): Verdict {
  return { status, exitCode: 0, message }
}

function cancelled(asked: boolean): Verdict {
  if (!asked) return cancelledBeforeStart('stop')
  return {
    status: 'stopped',
    exitCode: 1,
    message: 'Cancelled. The service accepted the stop; its end was not seen.',
  }
}

function overdue(asked: boolean): Verdict {
  const what = asked ? 'was accepted, but the release had not ended' : 'did not get through'
  return { status: 'timed-out', exitCode: 1, message: `The stop ${what} within timeout-minutes.` }
}

function failed(error: ActionError): Verdict {
  const lost = error.delivery !== 'answered'
  return {
    status: lost ? 'lost' : 'failed',
    exitCode: 1,
    message: `The release task was not stopped. ${error.message}`,
    error,
  }
}
