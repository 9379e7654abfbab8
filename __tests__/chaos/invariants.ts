import { CREDENTIALS, type SeenBuild } from '../simulator/index.js'
import { SECRET_VALUE } from './cases.js'
import type { Life } from './life.js'
import { foreignLines, misplacedLines } from './printed-lines.js'
import { STRANGE_COMMIT } from './world.js'

/** From the first signal to the end of the process; the runner kills soon after. */
const LEAVES_WITHIN_MS = 6_500

/** What must never happen, whatever went wrong; empty when all is well. */
export function violations(life: Life): string[] {
  return [
    ...wrongGreen(life),
    ...wrongBuilds(life),
    ...orphan(life),
    ...late(life),
    ...wrongLog(life),
    ...secrets(life),
    ...undocumented(life),
  ]
}

function ours({ world }: Life): readonly SeenBuild[] {
  return world.simulator.builds.filter((build) => !isStrange(build))
}

function isStrange({ commit }: SeenBuild): boolean {
  return commit === STRANGE_COMMIT
}

function wrongGreen(life: Life): string[] {
  const { outcome, exitCode, leftAfterMs } = life
  if (exitCode === 0 && leftAfterMs !== undefined) return ['green after a cancel']
  if (exitCode !== 0 || outcome === 'killed' || outcome.kind === 'started') return []
  const [build] = ours(life)
  const isGood = build?.state === 'ended' && build.word?.toUpperCase() === 'SUCCESS'
  return isGood
    ? []
    : [`green, but the build is ${build?.state ?? 'missing'} (${build?.word ?? ''})`]
}

function wrongBuilds(life: Life): string[] {
  const touched = life.world.simulator.builds.filter(
    (build) => isStrange(build) && build.stoppedAt !== undefined,
  )
  return [
    ...(ours(life).length > 1 ? [`${ours(life).length} builds were started`] : []),
    ...touched.map(({ number }) => `build #${number} of somebody else was stopped`),
  ]
}

/** A build of ours runs on only where that was asked for, or where a red post step says so for a good reason. */
function orphan(life: Life): string[] {
  const { world, one, post } = life
  const running = ours(life).filter(({ state }) => state !== 'ended')
  if (running.length === 0 || world.lastEntry?.phase === 'left') return []
  if (post.kind !== 'unconfirmed') return [`a build runs on, and the post step says ${post.kind}`]
  const isExcused = !one.heals || one.scenario.plan.stop.kind !== 'stops'
  return isExcused ? [] : [`a build runs on: ${post.error.message}`]
}

function late({ leftAfterMs }: Life): string[] {
  if (leftAfterMs === undefined || leftAfterMs <= LEAVES_WITHIN_MS) return []
  return [`left ${leftAfterMs} ms after the signal`]
}

/** Every printed line is one the service wrote, in order and once; all of them where nothing kept them away. */
function wrongLog({ world, one, outcome, leftAfterMs }: Life): string[] {
  const { printed, trueLog } = world
  const gaps = world.reporter.warnings.filter(({ message }) =>
    message.includes('incomplete'),
  ).length
  if (gaps > 1) return [`${gaps} warnings of an incomplete log`]
  const fromFiles = one.simulator.offers?.log?.includes('download-log') === true
  // Steps that aren't listed have no file: their lines come behind the others, with the whole log.
  const strange = fromFiles
    ? foreignLines(printed, trueLog)
    : misplacedLines(printed, trueLog, gaps > 0)
  if (strange.length > 0) return strange.map((line) => `printed ${JSON.stringify(line)}`)
  const isEnded = outcome !== 'killed' && outcome.kind === 'ended'
  const isWhole = isEnded && leftAfterMs === undefined && gaps === 0 && !fromFiles
  if (!isWhole || printed === trueLog) return []
  return [`the log is not whole: ${printed.length} of ${trueLog.length} characters`]
}

function secrets({ world }: Life): string[] {
  const forbidden = [CREDENTIALS.secretAccessKey, SECRET_VALUE, 'Signature=']
  const everything = world.words + world.printed
  return forbidden.filter((secret) => everything.includes(secret)).map((one) => `told ${one}`)
}

function undocumented({ world }: Life): string[] {
  const signedIn = new Set(['no-credentials', 'clock', 'refused-credentials', 'expired'])
  return world.simulator.problems
    .filter(({ kind }) => !signedIn.has(kind))
    .map(({ kind, what, route }) => `${kind} at ${route}: ${what}`)
}
