import { setOutput } from '@actions/core'
import type { Secrets } from '../../text/index.js'
import { checkCommandFile } from './command-file.js'
import type { Console } from './console.js'
import { hasForm } from './output-form.js'

const LONGEST_SHOWN_UNITS = 100

/** Sets one output at once, so that it survives a kill; the last value counts, the same one is written once. */
export type SetOutput<Name extends string> = (name: Name, value: string) => void

/** The outputs of one action, by the names of its action.yml. */
export interface StepOutputs<Name extends string> {
  readonly set: SetOutput<Name>
  /** Whether an output could not be written: what reads it would go by an older value, or by none. */
  readonly incomplete: boolean
}

/** Words of a closed list and numbers: they hold no secret, and a star would break the steps that compare them. */
const NEVER_STARRED: ReadonlySet<string> = new Set([
  'build-number',
  'daily-build-number',
  'status',
  'queued-seconds',
  'duration-seconds',
  'status-code',
  'size',
  'changed',
  'action',
  'stopped',
  // Their texts are starred one by one, before they become JSON with words and numbers of ours.
  'steps',
  'artifacts',
])

/** Outputs reach other jobs and files unmasked, so known secrets are starred in them. */
export function stepOutputs<Name extends string>(
  console: Console,
  secrets: Secrets,
): StepOutputs<Name> {
  const written = new Map<Name, string>()
  let incomplete = false
  const leftOut = new Set<Name>()
  const leaveOut = (name: Name, value: string): void => {
    if (leftOut.has(name)) return
    leftOut.add(name)
    const shown = console.phrase(value, LONGEST_SHOWN_UNITS)
    console.annotate(
      'warning',
      `Output ${name} is left out: the service gave "${shown}", which does not have the form of one.`,
    )
  }
  const set: SetOutput<Name> = (name, value) => {
    if (!hasForm(name, value)) {
      leaveOut(name, value)
      return
    }
    const safe = NEVER_STARRED.has(name) ? value : secrets.starred(value)
    if (written.get(name) === safe) return
    try {
      checkCommandFile('GITHUB_OUTPUT')
      setOutput(name, safe)
      written.set(name, safe)
    } catch {
      // Printed once, and the run goes on; the step fails at its end, because other steps decide by its outputs.
      if (!incomplete)
        console.annotate('error', `Output ${name} can't be written to GITHUB_OUTPUT.`)
      incomplete = true
    }
  }
  return {
    set,
    get incomplete() {
      return incomplete
    },
  }
}
