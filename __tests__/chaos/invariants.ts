import type { SeenRun } from '../world/index.js'
import type { Life } from './life.js'
import { foreignLines, misplacedLines } from './printed-lines.js'

/** From the first signal to the end of the process; the runner kills soon after. */
const LEAVES_WITHIN_MS = 6_500
/** What a step takes beyond its time limit, to stop the run and to see it end. */
const DEADLINE_STOP_MS = 60_000
/** Then the log: how long failing calls hold the end up, and how long a late tail is waited for where no system says more. */
const FAILING_LOG_MS = 20_000
const LATE_LOG_MS = 10_000
/** A search of 60 s and a stop of 60 s. */
const POST_WITHIN_MS = 125_000
/** By what a service can't have done wrong, but a client's clock or credentials. */
const SIGN_IN_PROBLEMS = new Set(['no-credentials', 'clock', 'refused-credentials', 'expired'])

/** What must never happen, whatever went wrong and whatever the system; empty when all is well. */
export function violations(life: Life): string[] {
  return [
    ...wrongGreen(life),
    ...wrongRuns(life),
    ...orphan(life),
    ...late(life),
    ...wrongLog(life),
    ...secrets(life),
    ...undocumented(life),
  ]
}

function wrongGreen({ world, outcome, exitCode, leftAfterMs }: Life): string[] {
  if (exitCode === 0 && leftAfterMs !== undefined) return ['green after a cancel']
  if (exitCode !== 0 || outcome === 'killed' || outcome.kind === 'started') return []
  const [run] = world.runs
  const isGood = run?.ended === true && run.good
  return isGood ? [] : [`green, but the run is ${describe(run)}`]
}

function describe(run: SeenRun | undefined): string {
  if (run === undefined) return 'missing'
  return run.ended ? 'no good one' : 'not over'
}

function wrongRuns({ world, one }: Life): string[] {
  const { length } = world.runs
  const touched = one.situation.strangers?.stopped(world.simulator) ?? 0
  return [
    ...(length > 1 ? [`${length} runs were started`] : []),
    ...(touched > 0 ? [`${touched} runs of somebody else were stopped`] : []),
  ]
}

/** A run of ours goes on only where that was asked for, or where a red post step says so for a good reason. */
function orphan({ world, one, post }: Life): string[] {
  const running = world.runs.filter(({ ended }) => !ended)
  if (running.length === 0 || world.lastEntry?.phase === 'left') return []
  if (post.kind !== 'unconfirmed') return [`a run goes on, and the post step says ${post.kind}`]
  const isExcused = !one.heals || !one.situation.stops
  return isExcused ? [] : [`a run goes on: ${post.error.message}`]
}

function late({ world, one, mainMs, postMs, leftAfterMs = 0 }: Life): string[] {
  const { lateLogMs = LATE_LOG_MS } = world.backend()
  const failingMs = world.troubled > 0 ? FAILING_LOG_MS : 0
  const limit = (one.plan.timeoutMs ?? Infinity) + DEADLINE_STOP_MS + failingMs + lateLogMs
  return [
    ...(leftAfterMs > LEAVES_WITHIN_MS ? [`left ${leftAfterMs} ms after the signal`] : []),
    ...(mainMs > limit ? [`took ${mainMs} ms with a limit of ${one.plan.timeoutMs ?? 0} ms`] : []),
    ...(postMs > POST_WITHIN_MS ? [`the post step took ${postMs} ms`] : []),
  ]
}

/** Every printed line is one the service wrote, in order and once; all of them where nothing kept them away. */
function wrongLog({ world, one, outcome, leftAfterMs }: Life): string[] {
  const { printed, trueLog } = world
  const { inOrder } = one.situation
  const gaps = world.warnings.filter((message) => message.includes('incomplete')).length
  if (gaps > 1) return [`${gaps} warnings of an incomplete log`]
  // Steps that aren't listed have no file: their lines come behind the others, with the whole log.
  const strange = inOrder
    ? misplacedLines(printed, trueLog, gaps > 0)
    : foreignLines(printed, trueLog)
  if (strange.length > 0) return strange.map((line) => `printed ${JSON.stringify(line)}`)
  const isEnded = outcome !== 'killed' && outcome.kind === 'ended'
  const isWhole = isEnded && leftAfterMs === undefined && gaps === 0 && inOrder
  if (!isWhole || printed === trueLog) return []
  return [`the log is not whole: ${printed.length} of ${trueLog.length} characters`]
}

function secrets({ world, one }: Life): string[] {
  const everything = world.words + world.printed
  const forbidden = [...one.situation.secrets, 'Signature=']
  return forbidden.filter((secret) => everything.includes(secret)).map((told) => `told ${told}`)
}

function undocumented({ world }: Life): string[] {
  return world.simulator.problems
    .filter(({ kind }) => !SIGN_IN_PROBLEMS.has(kind))
    .map(({ kind, what, route }) => `${kind} at ${route}: ${what}`)
}
