export type Severity = 'error' | 'warning'

/** A position as the remote tool printed it: the path is the remote machine's. Lines and columns count from 1. */
export interface Place {
  readonly path: string
  readonly line: number
  readonly column?: number
  /** The path is only the end of one, e.g. of a Java stack frame: it means nothing without a checkout. */
  readonly partial?: boolean
}

/** An error or warning that a compiler or test printed, with the places it may mean, likeliest first. */
export interface Finding {
  readonly severity: Severity
  readonly places: readonly Place[]
  /** May have several lines. */
  readonly message: string
  /** The tool's own code for it, or the test's name. */
  readonly title?: string
}

/** Reads one tool family's messages, line by line. */
export interface Matcher {
  /** Whether the lines that follow matter to a message that has begun. */
  readonly busy: boolean
  /** The findings that this line completes; the line comes without stamp and colours. */
  read(line: string): readonly Finding[]
  /** What was begun when the log ended. */
  end(): readonly Finding[]
}

export const NOTHING: readonly Finding[] = []

/** A place, if the digits make one: a line or column of 0 is none. */
export function placeAt(
  path: string,
  line: string | undefined,
  column?: string,
  partial?: boolean,
): Place | undefined {
  const at = Number(line)
  if (path === '' || !Number.isSafeInteger(at) || at < 1) return undefined
  const across = Number(column)
  return {
    path,
    line: at,
    ...(Number.isSafeInteger(across) && across > 0 && { column: across }),
    ...(partial === true && { partial }),
  }
}
