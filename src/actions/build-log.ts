import type { LogConfig } from '../config.js'
import type { ActionError } from '../core/errors.js'
import type { LogSink } from '../core/ports.js'
import type { EndedRun } from '../core/run.js'
import type { Secret } from '../core/secret.js'
import type { Console } from '../github/console.js'
import { type FileSink, openLogFile } from '../github/file-sink.js'
import { LogWriter } from '../github/log-writer.js'

/** Where the build's log goes: the console, the log file, both or neither, now or after the end. */
export interface BuildLog {
  readonly live?: LogSink
  late(ended: EndedRun): LogSink | undefined
  /** Prints what is unfinished and completes the file. */
  close(): Promise<void>
}

export async function openBuildLog(
  config: LogConfig,
  secrets: readonly Secret[],
  console: Console,
  complain: (warning: ActionError) => void,
): Promise<BuildLog> {
  const file =
    config.file === undefined ? undefined : await openLogFile(config.file, secrets, complain)
  const printer = new LogWriter(console, { timestamps: config.timestamps })
  const live = config.mode === 'stream' ? both(printer, file) : undefined
  return {
    ...(live && { live }),
    late: ({ conclusion }) =>
      both(config.mode === 'on-failure' && conclusion !== 'succeeded' ? printer : undefined, file),
    close: async () => {
      await printer.flush()
      await file?.close()
    },
  }
}

function both(printer: LogWriter | undefined, file: FileSink | undefined): LogSink | undefined {
  if (printer === undefined || file === undefined) return printer ?? file
  return {
    async write(bytes) {
      await Promise.all([printer.write(bytes), file.write(bytes)])
    },
  }
}
