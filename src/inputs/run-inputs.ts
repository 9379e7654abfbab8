import type { InputGroup } from './input-group.js'

/** How a run is waited for and stopped. */
export interface RunConfig {
  readonly wait: boolean
  /** Milliseconds from the start call; absent: no limit. */
  readonly timeoutMs?: number
  readonly pollIntervalMs: number
  readonly stopOnCancel: boolean
  readonly stopOnTimeout: boolean
}

export interface RunDefaults {
  readonly timeoutMinutes: string
  readonly pollIntervalSeconds: string
}

type Name =
  'wait' | 'timeout-minutes' | 'poll-interval-seconds' | 'stop-on-cancel' | 'stop-on-timeout'

export function runInputs({
  timeoutMinutes,
  pollIntervalSeconds,
}: RunDefaults): InputGroup<Name, RunConfig> {
  return {
    table: {
      wait: { default: 'true' },
      'timeout-minutes': { default: timeoutMinutes },
      'poll-interval-seconds': { default: pollIntervalSeconds },
      'stop-on-cancel': { default: 'true' },
      'stop-on-timeout': { default: 'true' },
    },
    read: (sheet) => {
      const timeoutMs = sheet.decimal('timeout-minutes', 0) * 60_000
      return {
        wait: sheet.boolean('wait'),
        ...(timeoutMs > 0 && { timeoutMs }),
        pollIntervalMs: sheet.decimal('poll-interval-seconds', 0.2) * 1_000,
        stopOnCancel: sheet.boolean('stop-on-cancel'),
        stopOnTimeout: sheet.boolean('stop-on-timeout'),
      }
    },
  }
}
