import { clock, connect, random } from '../../clouds/huawei/connect.js'
import { ActionError } from '../../core/errors.js'
import type { JournalEntry } from '../../core/journal-entry.js'
import { endLeftover, type Leftover } from '../../core/orphaned-run.js'
import type { Console } from '../../github/runner/console.js'
import { loadJournal } from '../../github/runner/journal.js'
import { LeftoverReporter } from '../../github/runner/orphan-reporter.js'
import { printError } from '../../github/runner/verdict.js'
import { readConfiguration } from './inputs.js'
import { runEntry, type Surroundings, tellingTo } from '../entry.js'
import { taskId } from './task-id.js'

/** Main may have had three already, and the service locks a key after five in a row. */
const MOST_REFUSALS = 2

/** The post step: stops the build that a killed, cancelled or lost main step left running. */
export function buildPost(): Promise<void> {
  return runEntry(async (around) => {
    const entry = loadJournal(around.env)
    if (entry === undefined) return 0
    if (entry === 'unreadable') {
      printError(around.console, unreadable())
      return 1
    }
    if (entry.phase === 'left' || entry.phase === 'finished' || entry.phase === 'not-started') {
      return 0
    }
    return await endWhatIsLeft(entry, around)
  })
}

async function endWhatIsLeft(entry: JournalEntry, around: Surroundings): Promise<0 | 1> {
  const { console, cancel } = around
  const config = readConfiguration(around)
  if (config === undefined) return 1
  const reporter = new LeftoverReporter(console)
  const service = connect(config, {
    ...tellingTo(reporter, around),
    mostRefusals: MOST_REFUSALS,
  })
  try {
    // A run that is known names its task: no look-up may then stand between us and its stop.
    const jobId =
      'run' in entry ? String(entry.run['jobId']) : await taskId(config, service, cancel)
    if (jobId === undefined) return 1
    const backend = service.backend(jobId)
    return tell(await endLeftover({ backend, clock, random, reporter }, entry), console)
  } finally {
    service.close()
  }
}

function tell(leftover: Leftover, console: Console): 0 | 1 {
  switch (leftover.kind) {
    case 'nothing':
      return 0
    case 'never-started':
      console.line("No build of this workflow is in the task's history: there is nothing to stop.")
      return 0
    case 'had-ended':
      console.line(`The build has ended (${leftover.ended.facts.word}).`)
      return 0
    case 'stopped':
      console.line(`The build that was left running is stopped (${leftover.ended.facts.word}).`)
      return 0
    case 'unconfirmed':
      printError(console, leftover.why)
      return 1
  }
}

function unreadable(): ActionError {
  return new ActionError(
    'bad-input',
    "The state that the main step left can't be read: a build may still be running.",
    { hint: 'Open the task in the console, and stop the build if one runs.' },
  )
}
