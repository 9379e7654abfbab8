import { type Context, runEntry } from '../entry.js'
import { readActionInputs } from '../read-action-inputs.js'
import { lookUps } from '../look-ups.js'
import { taskId } from '../task-id.js'
import { withAccount } from '../with-account.js'
import {
  codeArtsBuilds,
  type CodeArtsBuildOptions,
  consoleUrl,
} from '../../clouds/huawei/codearts-build/index.js'
import { buildsOfCommit } from '../../clouds/huawei/codearts-build/live-builds/index.js'
import { repeatedRead, type Repeating } from '../../core/index.js'
import { type BuildEnd, endBuild } from './end-build.js'
import { type StopConfig, stopInputs } from './inputs.js'
import type { StopOutput } from './outputs.js'
import { passes, printBuild, statusOf } from './report.js'

/** Stops the named builds of a task, or all live builds of a commit. */
export function stop(): Promise<void> {
  return runEntry<StopOutput>(async (context) => {
    const { outputs } = context
    outputs.set('status', 'not-started')
    const { config } = readActionInputs(stopInputs, context)
    if (config === undefined) return { passed: false }
    // The outputs that are true if this process is killed from here on.
    outputs.set('status', 'failed')
    outputs.set('stopped', '[]')
    return await stopBuilds(config, context)
  })
}

async function stopBuilds(
  config: StopConfig,
  context: Context<StopOutput>,
): Promise<{ readonly passed: boolean }> {
  const { outputs } = context
  return await withAccount(config.account, context, async (account, { now, debug, warn }) => {
    const options: CodeArtsBuildOptions = {
      client: account.clientFor(config.endpoint),
      stopClient: account.stopClientFor(config.endpoint),
      now,
      debug,
      warn,
    }
    const look = lookUps(context, { warn, ...config.waiting })
    const jobId = await taskId(config.task, options, look, context.cancel).finally(look.close)
    if (jobId === undefined) return { passed: false }
    const repeating = { warn, budgetMs: Math.min(config.waiting.timeoutMs ?? BUDGET_MS, BUDGET_MS) }
    const numbers = await buildNumbers(config, jobId, options, repeating, context)
    const ends = await endBuilds(numbers, jobId, config, options, repeating, context)
    outputs.set('stopped', JSON.stringify(config.waiting.wait ? stoppedOf(ends) : []))
    const status = statusOf([...ends.values()], config.waiting.wait)
    outputs.set('status', status)
    return { passed: passes(status, config.waiting.wait) }
  })
}

/** How long a call that fails with a transient error is repeated; `timeout-minutes` where that is shorter. */
const BUDGET_MS = 10 * 60_000

async function buildNumbers(
  { builds }: StopConfig,
  jobId: string,
  options: CodeArtsBuildOptions,
  repeating: Repeating,
  { clock, random, cancel, console }: Context,
): Promise<readonly number[]> {
  if (builds.by === 'number') return builds.numbers
  const { client, debug } = options
  const read = () => {
    const serviceNow = clock.now() + client.clockOffsetMs
    return buildsOfCommit({ client, debug }, jobId, builds.commit, serviceNow, cancel)
  }
  const numbers = await repeatedRead(read, clock, random, cancel, repeating)
  if (numbers.length === 0) {
    console.line(`The task's history has no build of commit ${builds.commit}: nothing to stop.`)
  }
  return numbers
}

/** Side by side: one build whose calls fail or hang must not keep the others running. */
async function endBuilds(
  numbers: readonly number[],
  jobId: string,
  { waiting, account }: StopConfig,
  options: CodeArtsBuildOptions,
  repeating: Repeating,
  context: Context<StopOutput>,
): Promise<ReadonlyMap<number, BuildEnd>> {
  const { console, outputs } = context
  const seen = (word: string): void => {
    if (word !== '') outputs.set('remote-status', word)
  }
  const builds = codeArtsBuilds(options)
  const ends = await Promise.all(
    numbers.map(async (buildNumber): Promise<[number, BuildEnd]> => {
      const ref = { jobId, buildNumber }
      const end = await endBuild(ref, { builds, waiting, context, repeating, seen })
      printBuild(console, buildNumber, end, waiting, consoleUrl(account.region, jobId, buildNumber))
      return [buildNumber, end]
    }),
  )
  return new Map(ends)
}

function stoppedOf(ends: ReadonlyMap<number, BuildEnd>): readonly number[] {
  return [...ends].flatMap(([number, { kind }]) => (kind === 'stopped' ? [number] : []))
}
