import { assertNever } from '../../core/index.js'
import { type Console, printAdvice } from '../../github/runner/index.js'
import { duration } from '../../text/index.js'
import type { BuildEnd } from './end-build.js'
import type { WaitConfig } from './inputs.js'

export type StopStatus = 'stopped' | 'already-ended' | 'requested' | 'failed'

/** The step's status: that of the worst of its builds. */
export function statusOf(ends: readonly BuildEnd[], wait: boolean): StopStatus {
  const has = (kind: BuildEnd['kind']): boolean => ends.some((end) => end.kind === kind)
  if (has('failed')) return 'failed'
  if (has('requested')) return 'requested'
  const wasLive = has('stopped') || has('ended-itself')
  if (!wasLive) return 'already-ended'
  return wait ? 'stopped' : 'requested'
}

export function passes(status: StopStatus, wait: boolean): boolean {
  return status === 'stopped' || status === 'already-ended' || (status === 'requested' && !wait)
}

/** One line: which build, what was done, the service's word, the link. */
export function printBuild(
  console: Console,
  number: number,
  end: BuildEnd,
  { wait, timeoutMs = 0 }: WaitConfig,
  url: string | undefined,
): void {
  const said = 'word' in end && end.word !== '' ? ` (${end.word})` : ''
  const link = url === undefined ? '' : `: ${url}`
  const line = `Build #${number} ${whatHappened(end)}${said}${link}`
  if (end.kind === 'failed') {
    console.annotate('error', `Build #${number} was not stopped: ${end.error.message}`)
    printAdvice(console, end.error)
  } else if (end.kind === 'requested' && wait) {
    const after = timeoutMs === 0 ? '' : ` within ${duration(timeoutMs)}`
    console.annotate(
      'error',
      `Build #${number} was asked to stop and was not seen to end${after}${said}${link}`,
    )
    console.line(
      'What to do: look at the build in the CodeArts console; a larger timeout-minutes waits longer.',
    )
  } else {
    console.line(line)
  }
}

function whatHappened(end: BuildEnd): string {
  switch (end.kind) {
    case 'had-ended':
      return 'had ended already'
    case 'stopped':
      return 'was stopped'
    case 'ended-itself':
      return 'ended by itself before the stop reached it'
    case 'requested':
      return 'was asked to stop'
    case 'failed':
      return 'was not stopped'
    default:
      return assertNever(end)
  }
}
