/** What decides whether a step is green. */
export interface StepEnd {
  /** By the action's own verdict, or because the one thing that it does was done. */
  readonly passed: boolean
  /** Other jobs decide by outputs: if one couldn't be written, they read an older value, or none. */
  readonly outputsWritten: boolean
  readonly cancelled: boolean
}

/** The one place that decides the exit code. */
export function exitCode({ passed, outputsWritten, cancelled }: StepEnd): 0 | 1 {
  return passed && outputsWritten && !cancelled ? 0 : 1
}
