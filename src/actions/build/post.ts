import { connectMeans, type Context, runEntry } from '../entry.js'
import { readActionInputs } from '../read-action-inputs.js'
import { endLeftRun, type PostFinding, runPost, type ShownRun } from '../supervised/index.js'
import {
  BUILD_WORDS,
  codeArtsBackend,
  codeArtsBuilds,
  type CodeArtsBuildOptions,
  type TaskRef,
} from '../../clouds/huawei/codearts-build/index.js'
import {
  type ActionError,
  type JournalEntry,
  type KnownRunEntry,
  toActionError,
} from '../../core/index.js'
import { OrphanReporter } from '../../github/runner/index.js'
import { connectBuild, type SignInConfig } from './connect-build.js'
import { buildInputs } from './inputs.js'
import { ownerOf } from './owner.js'
import { shownRun } from './shown-run.js'
import { lookUps } from '../look-ups.js'
import { taskId } from '../task-id.js'

/** Main may have been refused three times already, and the service locks a key after five refusals in a row. */
const MOST_REFUSALS = 2

type Found = (left: PostFinding) => void

/** The post step: stops the build that a killed, cancelled or lost main step left running. */
export function buildPost(): Promise<void> {
  return runEntry((context) =>
    runPost(
      context,
      BUILD_WORDS,
      (entry, found) =>
        'run' in entry
          ? endKnownBuild(entry, found, context)
          : endUnknownBuild(entry, found, context),
      () => checkOf(context),
    ),
  )
}

/** A build that is known is stopped by its task and number: no commit, parameter or look-up by name is needed. */
async function endKnownBuild(
  entry: KnownRunEntry,
  found: Found,
  context: Context,
): Promise<boolean> {
  const needed = ['account', 'endpoint', 'task', 'report'] as const
  const { config } = readActionInputs(buildInputs, context, { only: needed, quietly: true })
  if (config === undefined) return false
  return await signedIn(config, context, async (options, reporter) => {
    const { task, report } = config
    const backend = codeArtsBuilds(options)
    const owner = ownerOf(task)
    return await endLeftRun({ backend, entry, reporter, owner, report, found }, context)
  })
}

async function endUnknownBuild(
  entry: JournalEntry,
  found: Found,
  context: Context,
): Promise<boolean> {
  const { config } = readActionInputs(buildInputs, context, { quietly: true })
  if (config === undefined) return false
  return await signedIn(config, context, async (options, reporter) => {
    const { task, source, parameters, report } = config
    const jobId = await leftTaskId(task, options, reporter, context)
    if (jobId === undefined) return false
    const backend = codeArtsBackend(options, { jobId, source, parameters })
    const owner = ownerOf(task)
    return await endLeftRun({ backend, entry, reporter, owner, report, found }, context)
  })
}

async function signedIn(
  config: SignInConfig,
  context: Context,
  act: (options: CodeArtsBuildOptions, reporter: OrphanReporter) => Promise<boolean>,
): Promise<boolean> {
  const reporter = new OrphanReporter(context.console)
  const means = { ...connectMeans(reporter, context), mostRefusals: MOST_REFUSALS }
  const { account, options } = connectBuild(config, means)
  try {
    return await act(options, reporter)
  } finally {
    account.close()
  }
}

/** The commit is read only if the step shows a check on it. */
function checkOf(context: Context): ShownRun | undefined {
  const { config: wanted } = readActionInputs(buildInputs, context, {
    only: ['check'],
    quietly: true,
  })
  if (wanted === undefined || wanted.check.kind === 'none') return wanted
  const needed = ['check', 'source', 'run', 'dryRun'] as const
  const { config } = readActionInputs(buildInputs, context, { only: needed, quietly: true })
  return config && shownRun(config)
}

/** The runner gives all post steps of a job some 4.5 minutes after a cancel. */
const LOOK_UP_MS = 60_000

async function leftTaskId(
  task: TaskRef,
  options: CodeArtsBuildOptions,
  reporter: OrphanReporter,
  context: Context,
): Promise<string | undefined> {
  const warn = (warning: ActionError): void => reporter.warning(warning)
  const look = lookUps(context, { warn, timeoutMs: LOOK_UP_MS })
  try {
    return await taskId(task, options, look, context.cancel)
  } catch (cause) {
    const error = toActionError(cause)
    throw error.with({
      message: `The build that the main step may have started of task ${ownerOf(task)} can't be looked for. ${error.message}`,
    })
  } finally {
    look.close()
  }
}
