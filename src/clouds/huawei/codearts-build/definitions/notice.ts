import { badAnswer, field, flagOf, textOf } from '../../gateway/index.js'
import { isList, isObject } from '../../../../text/index.js'

/** One kind of notification of a task, as the service has it. */
export interface Notice {
  readonly events: readonly string[]
  /** Holds the address of a hook, which is a secret: kept, and never shown. */
  readonly paramConfig?: string
}

/**
 * A list of `{notice_type, enable_map, param_config}`; events are read as a map and written as a list ("Query a
 * Notification"). One sample writes the type in lower case.
 */
export function readNotices(call: string, answer: unknown): ReadonlyMap<string, Notice> {
  const result = isObject(answer) ? field(answer, 'result') : undefined
  if (!isList(result)) throw badAnswer(call, 'result', answer)
  const notices = result.filter(isObject).flatMap((notice) => {
    const type = textOf(notice, 'notice_type')?.toUpperCase()
    if (type === undefined) return []
    const map = field(notice, 'enable_map')
    const enabled = isObject(map)
      ? Object.keys(map).filter((event) => flagOf(map, event) === true)
      : []
    const config = field(notice, 'param_config')
    const text =
      typeof config === 'string' || config === undefined ? config : JSON.stringify(config)
    return [[type, { events: enabled, ...(text !== undefined && { paramConfig: text }) }] as const]
  })
  return new Map(notices)
}

export function isSameNotice(left: Notice | undefined, right: Notice | undefined): boolean {
  const sorted = (notice: Notice | undefined): string => [...(notice?.events ?? [])].sort().join()
  return sorted(left) === sorted(right)
}
