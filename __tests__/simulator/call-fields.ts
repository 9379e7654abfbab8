/**
 * Fields of the answers by CodeArts Build's published API descriptions (support.huaweicloud.com/api-codeci), one
 * entry a call. `[]` is an element of an array, `{}` a value of a map. Where newer pages or clients of the live
 * service say otherwise, `differs` says what, and why the simulator follows them.
 */
export interface CallFields {
  readonly string?: string
  readonly integer?: string
  readonly number?: string
  readonly boolean?: string
  readonly object?: string
  readonly array?: string
  readonly map?: string
  /** What the action relies on: must be there, and not null. */
  readonly needs: string
  /** The paths that are otherwise than in the description, and why. */
  readonly differs?: Readonly<Record<string, string>>
}

export const ENVELOPE = 'status error'

export function prefixed(prefix: string, names: string): string {
  return names
    .split(' ')
    .map((name) => `${prefix}.${name}`)
    .join(' ')
}
