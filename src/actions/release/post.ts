import { connectMeans, type Context, runEntry } from '../entry.js'
import { readActionInputs } from '../read-action-inputs.js'
import { endLeftRun, runPost } from '../supervised/index.js'
import { RELEASE_WORDS, Releases } from '../../clouds/huawei/servicestage/index.js'
import type { JournalEntry } from '../../core/index.js'
import { OrphanReporter, printError, unreadableState } from '../../github/runner/index.js'
import { releaseInputsWith } from './inputs.js'
import { connectRelease } from './service.js'
import { releaseState } from './state.js'

/** Main may have been refused three times already, and the service locks a key after five refusals in a row. */
const MOST_REFUSALS = 2

/** The post step: stops the release that a killed, cancelled or lost main step left running. */
export function releasePost(): Promise<void> {
  return runEntry((context) =>
    runPost(context, RELEASE_WORDS, (entry) => endLeftRelease(entry, context)),
  )
}

async function endLeftRelease(entry: JournalEntry, context: Context): Promise<boolean> {
  // What main sent is in the state: the library for selected-tasks isn't needed.
  const { config } = readActionInputs(releaseInputsWith(undefined), context, { quietly: true })
  if (config === undefined || config.request.action === 'stop') return false
  if (config.request.action === 'approval') return false
  const state = releaseState.load(context.env)
  if (state === undefined || state === 'unreadable') {
    printError(context.console, unreadableState(RELEASE_WORDS))
    return false
  }
  const { action, body } = config.request
  const reporter = new OrphanReporter(context.console)
  const means = { ...connectMeans(reporter, context), mostRefusals: MOST_REFUSALS }
  const service = connectRelease(config, means, context)
  try {
    const { before, known } = state
    const actedAt = 'since' in entry ? entry.since : context.clock.now()
    const backend = new Releases(service, {
      action,
      body,
      before,
      actedAt,
      known,
    })
    const owner = config.task.pipelineId
    const report = { summary: config.summary, annotations: false }
    return await endLeftRun({ backend, entry, reporter, owner, report }, context)
  } finally {
    service.account.close()
  }
}
