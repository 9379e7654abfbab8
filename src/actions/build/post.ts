import { connectMeans, type Context, runEntry } from '../entry.js'
import { readActionInputs } from '../read-action-inputs.js'
import { endLeftRun, type PostFinding, runPost } from '../supervised/index.js'
import { BUILD_WORDS, codeArtsBackend } from '../../clouds/huawei/codearts-build/index.js'
import type { JournalEntry } from '../../core/index.js'
import { OrphanReporter } from '../../github/runner/index.js'
import { connectBuild } from './connect-build.js'
import { ownerOf } from './owner.js'
import { type BuildConfig, buildInputs } from './inputs.js'
import { shownRun } from './shown-run.js'
import { taskId } from '../task-id.js'

/** Main may have had three already, and the service locks a key after five in a row. */
const MOST_REFUSALS = 2

/** The post step: stops the build that a killed, cancelled or lost main step left running. */
export function buildPost(): Promise<void> {
  return runEntry(async (context) => {
    let read: { readonly config?: BuildConfig } | undefined
    const config = (): BuildConfig | undefined => {
      read ??= readActionInputs(buildInputs, context)
      return read.config
    }
    return await runPost(
      context,
      BUILD_WORDS,
      (entry, found) => endLeftBuild(config(), entry, found, context),
      () => {
        const inputs = config()
        return inputs && shownRun(inputs)
      },
    )
  })
}

async function endLeftBuild(
  config: BuildConfig | undefined,
  entry: JournalEntry,
  found: (left: PostFinding) => void,
  context: Context,
): Promise<boolean> {
  if (config === undefined) return false
  const reporter = new OrphanReporter(context.console)
  const means = { ...connectMeans(reporter, context), mostRefusals: MOST_REFUSALS }
  const { account, options } = connectBuild(config, means)
  try {
    // A run that is known names its task: no look-up may then stand between us and its stop.
    const known = 'run' in entry ? String(entry.run['jobId']) : undefined
    const jobId = known ?? (await taskId(config.task, options, context))
    if (jobId === undefined) return false
    const { source, parameters, report } = config
    const backend = codeArtsBackend(options, { jobId, source, parameters })
    const owner = ownerOf(config.task)
    return await endLeftRun({ backend, entry, reporter, owner, report, found }, context)
  } finally {
    account.close()
  }
}
