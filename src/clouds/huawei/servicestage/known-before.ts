import { type CalledService, isNotOffered } from '../gateway/index.js'
import { isList, isObject } from '../../../text/index.js'
import type { ReleaseApi } from './release-api.js'
import type { Execution, ListedTask } from './wire/index.js'

/**
 * What was known of a release task before the action was sent: it separates this step's execution from all others.
 * Plain JSON, so that it survives in the runner's state.
 */
export interface KnownBefore {
  /** Ids of the executions in the records, the newest ones; absent where records aren't offered or can't be read. */
  readonly ids?: readonly string[]
  /** The newest of them. */
  readonly last?: { readonly id: string; readonly status?: string }
  /** The task's own entry, read where the records don't show enough. */
  readonly listed?: ListedTask
}

/** Digits of an id are at most 64: so many stay far below what a state entry may hold. */
const MOST_IDS = 200

/** Looks before the action. Throws where neither records nor list can be read: an action could not be followed. */
export async function readBefore(
  api: ReleaseApi,
  { debug }: Pick<CalledService, 'debug'>,
  signal: AbortSignal,
): Promise<KnownBefore> {
  const executions = await recordsOrNone(api, debug, signal)
  const complete = executions?.every(({ status }) => status !== undefined) === true
  const listed = complete ? undefined : await api.listed(signal)
  const last = executions && newest(executions)
  return {
    ...(executions && { ids: byAge(executions).slice(0, MOST_IDS) }),
    ...(last && { last: lastOf(last) }),
    ...(listed && { listed }),
  }
}

async function recordsOrNone(
  api: ReleaseApi,
  debug: (line: string) => void,
  signal: AbortSignal,
): Promise<readonly Execution[] | undefined> {
  try {
    return (await api.records(signal)).executions
  } catch (error) {
    if (!isNotOffered(error)) throw error
    debug(`records: ${error.message}; the list of release tasks is read instead`)
    return undefined
  }
}

function lastOf({ id, status }: Execution): NonNullable<KnownBefore['last']> {
  return { id, ...(status !== undefined && { status }) }
}

/** The newest first. */
function byAge(executions: readonly Execution[]): readonly string[] {
  return [...executions].sort(newerFirst).map(({ id }) => id)
}

export function newest(executions: readonly Execution[]): Execution | undefined {
  return [...executions].sort(newerFirst)[0]
}

/** By number where ids are numbers, else by time; else as the service lists them, which is assumed to be newest first. */
function newerFirst(a: Execution, b: Execution): number {
  if (isNumber(a.id) && isNumber(b.id)) return compareNumbers(b.id, a.id)
  return (b.startedAt?.getTime() ?? 0) - (a.startedAt?.getTime() ?? 0)
}

function isNumber(id: string): boolean {
  return /^\d+$/.test(id)
}

/** Digits of any length. */
function compareNumbers(a: string, b: string): number {
  const difference = BigInt(a) - BigInt(b)
  return difference === 0n ? 0 : difference > 0n ? 1 : -1
}

/** Whether an execution surely began after another: by their numbers, else by their times. */
export function beganAfter(one: Execution, other: Execution): boolean {
  if (isNumber(one.id) && isNumber(other.id)) return compareNumbers(one.id, other.id) > 0
  const [began, otherBegan] = [one.startedAt?.getTime(), other.startedAt?.getTime()]
  return began !== undefined && otherBegan !== undefined && began > otherBegan
}

/** Whether an execution began after the last one known before: it isn't among them, and no number of theirs is higher. */
export function isNewer({ id }: Execution, { ids = [], last }: KnownBefore): boolean {
  if (ids.includes(id)) return false
  const comparable = last !== undefined && isNumber(last.id) && isNumber(id)
  return !comparable || compareNumbers(id, last.id) > 0
}

/** What a state entry holds, or undefined for anything else. */
export function knownBeforeOf(value: unknown): KnownBefore | undefined {
  if (!isObject(value)) return undefined
  const { ids, last, listed } = value
  const known = isList(ids) ? ids.filter((id) => typeof id === 'string') : undefined
  return {
    ...(known && { ids: known }),
    ...(isObject(last) &&
      typeof last['id'] === 'string' && {
        last: { id: last['id'], ...textField(last, 'status') },
      }),
    ...(isObject(listed) && {
      listed: { ...textField(listed, 'status'), ...textField(listed, 'lastTriggerAt') },
    }),
  }
}

function textField<Name extends string>(
  object: Readonly<Record<string, unknown>>,
  name: Name,
): { readonly [Key in Name]?: string } {
  const value = object[name]
  const fields: { [Key in Name]?: string } = {}
  if (typeof value === 'string') fields[name] = value
  return fields
}
