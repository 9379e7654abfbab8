import { MissingCommit } from '../../findings/missing-commit.js'
import { clock, connect, now, random, type Service } from '../../clouds/huawei/connect.js'
import type { Config } from '../../config.js'
import { gate, type Verdict } from '../../core/gate.js'
import { supervise } from '../../core/supervisor.js'
import { LogScanner } from '../../findings/log-scanner.js'
import { stateJournal } from '../../github/runner/journal.js'
import { type SetOutput, stepOutputs } from '../../github/runner/outputs.js'
import { ConsoleReporter } from '../../github/runner/reporter.js'
import { printVerdict } from '../../github/runner/verdict.js'
import { openBuildLog } from '../supervised/log-outputs.js'
import { tellTheEnd } from '../supervised/results.js'
import { readConfiguration } from './inputs.js'
import { dryRun } from './dry-run.js'
import { runEntry, type Surroundings, tellingTo } from '../entry.js'
import { taskId } from './task-id.js'

/** The main step: runs the build task and passes or fails the job on its result. */
export function build(): Promise<void> {
  return runEntry(async (around) => {
    const config = readConfiguration(around)
    const outputs = stepOutputs(config?.report.secrets ?? [], around.console)
    const { set } = outputs
    set('status', 'not-started')
    if (config === undefined) return 1
    const reporter = new ConsoleReporter({
      console: around.console,
      set,
      now,
      task: `task ${taskName(config)}`,
      ...(config.source.kind === 'tag' && { source: `tag ${config.source.tag}` }),
    })
    const service = connect(config, tellingTo(reporter, around))
    try {
      const verdict = await runBuild(config, service, reporter, set, around)
      set('status', verdict.status)
      printVerdict(around.console, verdict)
      if (around.cancel.aborted && verdict.exitCode === 0) {
        around.console.line('Cancelled when the build was over: this step is no pass.')
      }
      return outputs.incomplete ? 1 : verdict.exitCode
    } finally {
      service.close()
    }
  })
}

function taskName({ task }: Config): string {
  return task.by === 'id' ? task.jobId : task.jobName
}

async function runBuild(
  config: Config,
  service: Service,
  reporter: ConsoleReporter,
  set: SetOutput,
  { console, cancel, env }: Surroundings,
): Promise<Verdict> {
  console.line(`Signing in with ${service.account}.`)
  const jobId = await taskId(config, service, cancel)
  if (jobId === undefined) return gate({ kind: 'not-started' })
  if (config.run.dryRun) return await dryRun(config, service, jobId, console, cancel)
  const backend = service.backend(jobId)
  const missing =
    config.source.kind === 'commit' ? new MissingCommit(config.source.commit) : undefined
  const scanner = new LogScanner()
  const log = await openBuildLog({
    config: config.log,
    secrets: config.report.secrets,
    console,
    readers: [scanner],
    sinks: missing === undefined ? [] : [missing],
    complain: (warning) => reporter.warning(warning),
  })
  // What is true if this process is killed from here on.
  set('status', 'lost')
  const outcome = await supervise(
    {
      backend,
      clock,
      journal: stateJournal,
      reporter,
      random,
      progress: { source: backend, pulse: reporter },
      ...(log.live && { liveLog: log.live }),
      lateLog: (ended) => log.late(ended),
    },
    config.run,
    cancel,
  )
  const verdict = explained(gate(outcome), missing)
  // Before anything that may wait: what the step came to must be known whatever happens next.
  set('status', verdict.status)
  await log.close()
  if (config.log.file !== undefined) set('log-file', config.log.file)
  const task = taskName(config)
  const { lastSeen } = reporter
  const closing = {
    config,
    backend,
    console,
    set,
    scanner,
    env,
    task,
    ...(lastSeen && { lastSeen }),
  }
  await tellTheEnd(closing, outcome, verdict, cancel)
  return verdict
}

/** A build that failed for want of the commit says what to do about the mirror. */
function explained(verdict: Verdict, missing: MissingCommit | undefined): Verdict {
  if (verdict.status !== 'failed' || missing === undefined) return verdict
  if (!missing.noticed && !missing.isIn(verdict.facts?.reason ?? '')) return verdict
  return { ...verdict, fault: missing.explanation }
}
