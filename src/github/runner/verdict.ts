import type { ActionError, RunWords, Step, Verdict } from '../../core/index.js'
import { duration, isInstant } from '../../text/index.js'
import type { Console } from './console.js'

const LONGEST_NAME_UNITS = 200

/** What to do about an error, and the id that the service's support asks for. */
export function printAdvice(console: Console, { hint, requestId }: ActionError): void {
  console.line(`What to do: ${console.phrase(hint)}`)
  if (requestId !== undefined) console.line(`Request id: ${console.phrase(requestId, 200)}`)
}

/** A warning: what happened as an annotation, then what to do. */
export function printWarning(console: Console, warning: ActionError): void {
  console.annotate('warning', warning.message)
  printAdvice(console, warning)
}

/** A failure: what happened as an annotation, then what to do. Only a defect of ours shows its stack. */
export function printError(console: Console, error: ActionError): void {
  console.annotate('error', error.message)
  printAdvice(console, error)
  if (error.code !== 'internal') return
  const origin = error.cause instanceof Error ? error.cause : error
  for (const line of (origin.stack ?? '').split('\n')) console.line(line)
}

/** A line for each step, after the log. */
export function printSteps(console: Console, { run }: RunWords, steps: readonly Step[]): void {
  if (steps.length === 0) return
  console.line(`Steps of the ${run}:`)
  for (const { name, status, durationMs } of steps) {
    const took =
      durationMs === undefined || status === 'not-started' ? '' : `, ${duration(durationMs)}`
    const said = console.phrase(status, LONGEST_NAME_UNITS)
    console.line(`  ${console.phrase(name, LONGEST_NAME_UNITS)}: ${said}${took}`)
  }
}

/** The failed step as an error of its own, with the last thing it said. */
export function printFailedStep(
  console: Console,
  step: Step | undefined,
  lastLine: string | undefined,
): void {
  if (step === undefined) return
  const after = step.durationMs === undefined ? '' : ` after ${duration(step.durationMs)}`
  const said = lastLine === undefined ? '' : ` Its last line: ${console.phrase(lastLine)}`
  console.annotate(
    'error',
    `Step "${console.phrase(step.name, LONGEST_NAME_UNITS)}" failed${after}.${said}`,
  )
}

/** The last line: how it came out, with the service's reason; a bad end is an error annotation. */
export function printVerdict(console: Console, verdict: Verdict): void {
  const message = console.phrase(verdict.message) + timesOf(verdict)
  if (verdict.exitCode === 0) {
    console.line(message)
    return
  }
  if (verdict.error?.code === 'internal') {
    printError(console, verdict.error)
    return
  }
  console.annotate('error', message)
  const { error } = verdict
  if (error === undefined) return
  if (!verdict.message.includes(error.message)) console.line(console.phrase(error.message))
  printAdvice(console, error)
}

function timesOf({ facts }: Verdict): string {
  if (facts?.durationMs === undefined) return ''
  const queued =
    facts.queuedMs === undefined || isInstant(facts.queuedMs)
      ? ''
      : ` after ${duration(facts.queuedMs)} in the queue`
  return ` It ran for ${duration(facts.durationMs)}${queued}.`
}
