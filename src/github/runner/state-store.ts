import { saveState } from '@actions/core'
import { isObject } from '../../text/index.js'
import { checkCommandFile } from './command-file.js'

/**
 * More than this was not written by us: the runner hands state over in an environment variable, and Linux takes no longer
 * one (MAX_ARG_STRLEN). A start that may be sent again is the longest entry.
 */
const LONGEST_ENTRY_CHARS = 131_072

/** One kind of thing that a main step leaves for its post step. It must hold no secret: the file is plain text. */
export interface StateKind<Entry extends object> {
  /** Its name in the runner's state; each kind of an action has its own. */
  readonly key: string
  /** Raised when the form changes: a post step of another release must not misread it. */
  readonly version: number
  /**
   * The entry, where every field is as it was saved; else undefined. A line of remote output that reached the runner
   * raw could have forged it.
   */
  readonly entryOf: (fields: Readonly<Record<string, unknown>>) => Entry | undefined
}

export interface StateStore<Entry extends object> {
  /**
   * Appends to the runner's state file before it returns, so that a kill right afterwards loses nothing. Of several
   * entries of a kind the last one counts. Throws when the file can't be written.
   */
  save(entry: Entry): void
  /** What was saved last; undefined where nothing was. Never throws. */
  load(env: NodeJS.ProcessEnv): Entry | 'unreadable' | undefined
}

/** Where an action keeps entries of one kind. */
export function stateStore<Entry extends object>({
  key,
  version,
  entryOf,
}: StateKind<Entry>): StateStore<Entry> {
  return {
    save: (entry) => {
      checkCommandFile('GITHUB_STATE')
      saveState(key, JSON.stringify({ v: version, ...entry }))
    },
    load: (env) => {
      const text = env[`STATE_${key}`] ?? ''
      if (text === '') return undefined
      const fields = text.length > LONGEST_ENTRY_CHARS ? undefined : parsed(text)
      if (fields?.['v'] !== version) return 'unreadable'
      return entryOf(fields) ?? 'unreadable'
    },
  }
}

function parsed(text: string): Readonly<Record<string, unknown>> | undefined {
  try {
    const value: unknown = JSON.parse(text)
    return isObject(value) ? value : undefined
  } catch {
    return undefined
  }
}
