import { stateStore } from '../runner/index.js'
import { isFullCommitId, type JsonObject, present } from '../../text/index.js'
import { CHECK_CONCLUSIONS, type CheckConclusion } from './conclusion.js'

/** What a post step must know of a check that main could not complete. Holds no secret and no remote text. */
export interface OpenCheck {
  readonly phase: 'open'
  readonly commit: string
  readonly externalId: string
  /** Absent for a status, and where no answer named it. */
  readonly id?: number
  /** What the run is called, e.g. `build #7`. */
  readonly run?: string
  /** The run's page. */
  readonly url?: string
  /** Main's result, if main was ended before it could publish it. */
  readonly conclusion?: CheckConclusion
  readonly title?: string
}

/** `over`: completed, or given up for a reason that stays. */
export type CheckRecord = OpenCheck | { readonly phase: 'over' }

const LONGEST_TEXT_CHARS = 2_048

/** What main leaves of its check. */
export const checkStore = stateStore<CheckRecord>({ key: 'check', version: 1, entryOf })

function entryOf(value: JsonObject): CheckRecord | undefined {
  if (value['phase'] === 'over') return { phase: 'over' }
  const commit = textIn(value['commit'])
  const externalId = textIn(value['externalId'])
  if (value['phase'] !== 'open' || commit === undefined || externalId === undefined)
    return undefined
  if (!isFullCommitId(commit)) return undefined
  const id = value['id']
  const conclusion = CHECK_CONCLUSIONS.find((known) => known === value['conclusion'])
  return {
    phase: 'open',
    commit,
    externalId,
    ...present({
      id: typeof id === 'number' && Number.isSafeInteger(id) && id > 0 ? id : undefined,
      run: textIn(value['run']),
      url: textIn(value['url']),
      conclusion,
      title: textIn(value['title']),
    }),
  }
}

function textIn(value: unknown): string | undefined {
  return typeof value === 'string' && value !== '' && value.length <= LONGEST_TEXT_CHARS
    ? value
    : undefined
}
