import { ActionError } from './errors.js'
import type { JournalEntry } from './journal-entry.js'
import type { Journal } from './ports.js'
import type { RunWords } from './run.js'

/** Writes an entry; why it can't be written, if so. Without one the post step would leave a run that nobody watches. */
export function journaled(
  journal: Journal,
  entry: JournalEntry,
  { run }: RunWords,
): ActionError | undefined {
  try {
    journal.save(entry)
    return undefined
  } catch (fault) {
    const reason = fault instanceof Error ? fault.message : String(fault)
    return new ActionError('bad-input', `The state of this step can't be written: ${reason}`, {
      hint: `Look for room on the disk of the runner: without that state the post step could not stop a ${run} that is left.`,
      delivery: 'not-delivered',
      cause: fault,
    })
  }
}
