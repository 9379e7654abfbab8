/** What decides whether a step is green. */
export interface StepEnd {
  /** What the action itself came to: its verdict, or that the one thing it does was done. */
  readonly passed: boolean
  /** Other jobs decide by outputs: one that couldn't be written would leave them with an older value, or none. */
  readonly outputsWritten: boolean
  readonly cancelled: boolean
}

/** The one place that decides the exit code. */
export function exitCode({ passed, outputsWritten, cancelled }: StepEnd): 0 | 1 {
  return passed && outputsWritten && !cancelled ? 0 : 1
}
