import type { Context } from '../entry.js'
import { type StepResult, superviseRun } from '../supervised/index.js'
import {
  type Known,
  type KnownBefore,
  readBefore,
  RELEASE_WORDS,
  Releases,
} from '../../clouds/huawei/servicestage/index.js'
import {
  type ActionError,
  cancelledBeforeStart,
  repeatedRead,
  timerSignal,
  type Verdict,
} from '../../core/index.js'
import type { ReleaseConfig } from './inputs.js'
import type { ReleaseOutput } from './outputs.js'
import { ReleaseReporter } from './reporter.js'
import type { Request } from './request.js'
import type { ReleaseService } from './service.js'
import { releaseState } from './state.js'

type Followed = Extract<Request, { readonly leaveWaiting: boolean }>

/** Sends the action once, and follows the execution to its end, by the same supervisor as a build. */
export async function follow(
  { action, body, leaveWaiting }: Followed,
  { run, task, summary }: ReleaseConfig,
  service: ReleaseService,
  context: Context<ReleaseOutput>,
): Promise<StepResult> {
  const { console, outputs, clock } = context
  const { pipelineId } = task
  const since = clock.now()
  const before = await lookBefore(run.timeoutMs, service, context)
  if (before === undefined) return { verdict: cancelledBeforeStart(RELEASE_WORDS.run) }
  releaseState.save({ before, known: {} })
  const remember = (known: Known): void => releaseState.save({ before, known })
  const left = run.timeoutMs === undefined ? undefined : run.timeoutMs - (clock.now() - since)
  return await superviseRun({
    context,
    backend: new Releases({ ...service, remember }, { action, body, before }),
    reporter: new ReleaseReporter({
      console,
      set: outputs.set,
      now: () => clock.now(),
      action,
      pipelineId,
    }),
    plan: { ...run, ...(left !== undefined && { timeoutMs: Math.max(0, left) }), leaveWaiting },
    report: { summary, annotations: false },
    owner: pipelineId,
    source: `action ${action}`,
    explain: inWordsOfReleases,
  })
}

/** Undefined when cancelled meanwhile. */
async function lookBefore(
  timeoutMs: number | undefined,
  service: ReleaseService,
  { clock, random, cancel }: Context,
): Promise<KnownBefore | undefined> {
  const limit = timerSignal(clock, timeoutMs, 'timeout-minutes')
  const open = AbortSignal.any([cancel, limit.signal])
  let last: ActionError | undefined
  const warn = (warning: ActionError): void => {
    last = warning
    service.warn(warning)
  }
  try {
    const read = () => readBefore(service.api, service, open)
    return await repeatedRead(read, clock, random, open, { warn })
  } catch (error) {
    if (cancel.aborted) return undefined
    throw limit.signal.aborted ? (last ?? error) : error
  } finally {
    limit.cancel()
  }
}

/** With `wait: false` a release that was started is `done`. */
function inWordsOfReleases(verdict: Verdict): Verdict {
  return verdict.status === 'started' ? { ...verdict, status: 'done' } : verdict
}
