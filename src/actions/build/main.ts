import { connectMeans, type Context, runEntry } from '../entry.js'
import { readActionInputs } from '../read-action-inputs.js'
import {
  finishStep,
  publishReused,
  runCheckOf,
  type StepResult,
  type SupervisedStep,
  superviseRun,
} from '../supervised/index.js'
import { type LookUps, lookUps } from '../look-ups.js'
import { taskId } from '../task-id.js'
import {
  BUILD_WORDS,
  buildLogFormat,
  codeArtsBackend,
  type CodeArtsBackend,
  type CodeArtsBuildOptions,
} from '../../clouds/huawei/codearts-build/index.js'
import { cancelledBeforeStart, type Verdict } from '../../core/index.js'
import type { RunCheck } from '../../github/checks/index.js'
import { ConsoleReporter, runOutputs, setEndOutputs } from '../../github/runner/index.js'
import { type BuildService, connectBuild } from './connect-build.js'
import { dryRun } from './dry-run.js'
import { earlierBuild } from './earlier-build.js'
import { type BuildConfig, buildInputs } from './inputs.js'
import { buildFacts, type BuildOutput } from './outputs.js'
import { shownRun } from './shown-run.js'
import { ownerOf } from './owner.js'

/** Of a read in a dry run, because somebody waits for its answer. */
const DRY_RUN_TRIES = 3

/** The main step: runs the build task and passes or fails the job on its result. */
export function build(): Promise<void> {
  return runEntry<BuildOutput>(async (context) => {
    context.outputs.set('status', 'not-started')
    const { config } = readActionInputs(buildInputs, context, {
      notDone: 'The build was not started',
    })
    if (config === undefined) return { passed: false }
    const reporter = reporterOf(config, context)
    const service = connectBuild(config, connectMeans(reporter, context))
    const check = await runCheckOf(shownRun(config), context, reporter)
    const step = {
      context,
      words: BUILD_WORDS,
      owner: ownerOf(config.task),
      report: config.report,
      ...(check && { check }),
    }
    try {
      return await finishStep(step, () =>
        runBuild(config, service, { reporter, ...(check && { check }) }, context),
      )
    } finally {
      service.account.close()
    }
  })
}

async function runBuild(
  config: BuildConfig,
  { account, options }: BuildService,
  observers: Observers,
  context: Context<BuildOutput>,
): Promise<StepResult> {
  context.console.line(`Signing in with ${account.description}.`)
  const countedFrom = context.clock.now()
  const look = lookUps(context, {
    warn: (warning) => observers.reporter.warning(warning),
    ...(config.run.timeoutMs !== undefined && { timeoutMs: config.run.timeoutMs }),
    ...(config.dryRun && { mostTries: DRY_RUN_TRIES }),
  })
  const checked = await lookedUp(config, options, look, context).finally(look.close)
  if (typeof checked !== 'string') return { verdict: checked }
  const { source, parameters, reuse } = config
  const backend = codeArtsBackend(options, { jobId: checked, source, parameters })
  const step = supervisedStep(config, backend, countedFrom, observers, context)
  if (reuse.kind === 'never') return await superviseRun(step)
  const earlier = await earlierBuild(reuse, backend, step.plan, context)
  if (context.cancel.aborted) return { verdict: cancelledBeforeStart('build') }
  return earlier === undefined ? await superviseRun(step) : await publishReused(step, earlier)
}

/** Who learns of the run's progress: the console and outputs, and the check where one is wanted. */
interface Observers {
  readonly reporter: ConsoleReporter
  readonly check?: RunCheck
}

function supervisedStep(
  config: BuildConfig,
  backend: CodeArtsBackend,
  countedFrom: number,
  { reporter, check }: Observers,
  context: Context<BuildOutput>,
): SupervisedStep & Observers {
  const { source, run, log, report, problemMatchers } = config
  const set = runOutputs(context.outputs.set, buildFacts)
  return {
    context,
    backend,
    reporter,
    plan: { ...run, countedFrom },
    log,
    logFormat: buildLogFormat,
    report,
    problemMatchers,
    endOutputs: {
      logFile: (path) => set('logFile', path),
      end: (facts) => setEndOutputs(set, facts),
    },
    owner: ownerOf(config.task),
    ...sourceWords(config),
    ...(check && { check }),
    ...(source.kind === 'commit' && { commit: source.commit }),
  }
}

/** The task's id; or the verdict of a step that starts nothing, because it is a dry run or was cancelled. */
async function lookedUp(
  config: BuildConfig,
  options: CodeArtsBuildOptions,
  look: LookUps,
  context: Context<BuildOutput>,
): Promise<string | Verdict> {
  const jobId = await taskId(config.task, options, look, context.cancel)
  if (jobId === undefined) return cancelledBeforeStart('build')
  return config.dryRun ? await dryRun(config, options, jobId, look, context) : jobId
}

function reporterOf(
  config: BuildConfig,
  { console, outputs, clock }: Context<BuildOutput>,
): ConsoleReporter {
  return new ConsoleReporter({
    console,
    set: runOutputs(outputs.set, buildFacts),
    now: () => clock.now(),
    owner: `task ${ownerOf(config.task)}`,
    source: "the task's default source",
    ...sourceWords(config),
    commitHint:
      'check that the mirror which the build task reads had this commit when the build began.',
  })
}

function sourceWords({ source }: BuildConfig): { readonly source?: string } {
  return source.kind === 'tag' ? { source: `tag ${source.tag}` } : {}
}
