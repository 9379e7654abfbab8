import {
  artifactOutput,
  CODEBUILD_WORDS,
  CodeBuildBackend,
  codeBuildLogFormat,
} from '../../clouds/aws/codebuild/index.js'
import type { RunCheck } from '../../github/checks/index.js'
import { ConsoleReporter, runOutputs, setEndOutputs } from '../../github/runner/index.js'
import { connectMeans, type Context, runEntry } from '../entry.js'
import { readActionInputs } from '../read-action-inputs.js'
import {
  type EndOutputs,
  finishStep,
  runCheckOf,
  type StepResult,
  superviseRun,
} from '../supervised/index.js'
import { type CodeBuildService, connectCodeBuild } from './connect-codebuild.js'
import { dryRun } from './dry-run.js'
import { type CodeBuildConfig, codeBuildInputs } from './inputs.js'
import { codeBuildFacts, type CodeBuildOutput } from './outputs.js'
import { composedRequest, heldBackWarning } from './request.js'
import { shownRun } from './shown-run.js'

type CodeBuildContext = Context<CodeBuildOutput>

/** The main step: runs the CodeBuild project and passes or fails the job on its result. */
export function codeBuild(): Promise<void> {
  return runEntry<CodeBuildOutput>(async (context) => {
    context.outputs.set('status', 'not-started')
    const { config } = readActionInputs(codeBuildInputs, context, {
      notDone: 'The build was not started',
    })
    if (config === undefined) return { passed: false }
    const reporter = reporterOf(config, context)
    const service = connectCodeBuild(config, connectMeans(reporter, context))
    const check = await runCheckOf(shownRun(config), context, reporter)
    const step = {
      context,
      words: CODEBUILD_WORDS,
      owner: config.project.name,
      report: config.report,
      ...(check && { check }),
    }
    try {
      return await finishStep(step, () =>
        runProject(config, service, { reporter, ...(check && { check }) }, context),
      )
    } finally {
      service.account.close()
    }
  })
}

async function runProject(
  config: CodeBuildConfig,
  service: CodeBuildService,
  { reporter, check }: { readonly reporter: ConsoleReporter; readonly check?: RunCheck },
  context: CodeBuildContext,
): Promise<StepResult> {
  const { project, run, log, report, problemMatchers } = config
  const { console, env, outputs, secrets } = context
  const { request, heldBack } = composedRequest(config, env, secrets)
  if (heldBack.length > 0) reporter.warning(heldBackWarning(heldBack))
  console.line(`Signing in with ${service.account.description}.`)
  if (config.dryRun) return { verdict: await dryRun(config, service, request, context) }
  const options = {
    ...service.options,
    started: (buildId: string) => outputs.set('aws-build-id', buildId),
    print: (line: string) => console.line(line),
  }
  return await superviseRun({
    context,
    backend: new CodeBuildBackend(options, request),
    reporter,
    plan: run,
    log,
    logFormat: codeBuildLogFormat,
    report,
    problemMatchers,
    endOutputs: endOutputs(context),
    owner: project.name,
    source: sourceWords(config),
    ...(check && { check }),
  })
}

function endOutputs({ outputs }: CodeBuildContext): EndOutputs {
  const set = runOutputs(outputs.set, codeBuildFacts)
  return {
    logFile: (path) => set('logFile', path),
    end: (facts) => setEndOutputs(set, facts, artifactOutput),
  }
}

function reporterOf(
  config: CodeBuildConfig,
  { console, outputs, clock }: CodeBuildContext,
): ConsoleReporter {
  return new ConsoleReporter({
    console,
    set: runOutputs(outputs.set, codeBuildFacts),
    now: () => clock.now(),
    owner: `project ${config.project.name}`,
    source: sourceWords(config),
    commitHint: "check source-version-override, and the source of the project's settings.",
  })
}

/** What is built where that is no full commit id. */
function sourceWords({ source }: CodeBuildConfig): string {
  const { version, location } = source
  if (version !== undefined) return `version ${version}`
  return location === undefined ? "the project's own source" : `the default version of ${location}`
}
