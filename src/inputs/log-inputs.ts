import type { Place } from '../files/index.js'
import type { InputGroup } from './input-group.js'
import { readLogFile } from './log-file.js'

/** Where a run's log goes. */
export interface LogConfig {
  readonly mode: 'stream' | 'on-failure' | 'none'
  readonly timestamps: boolean
  readonly file?: Place
}

/** `wait` is read here, too: without waiting there is no log. */
type Name = 'logs' | 'log-timestamps' | 'log-file' | 'wait'

export const logInputs: InputGroup<Name, LogConfig> = {
  table: {
    logs: { default: 'stream' },
    'log-timestamps': { default: 'true' },
    'log-file': {},
    wait: { default: 'true' },
  },
  read: (sheet) => {
    const file = readLogFile(sheet)
    return {
      mode: sheet.choice('logs', ['stream', 'on-failure', 'none']),
      timestamps: sheet.boolean('log-timestamps'),
      ...(file !== undefined && { file }),
    }
  },
}
