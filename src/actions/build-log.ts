import type { LogConfig } from '../config.js'
import type { ActionError } from '../core/errors.js'
import type { LogSink } from '../core/ports.js'
import type { EndedRun } from '../core/run.js'
import type { Secret } from '../core/secret.js'
import type { Console } from '../github/console.js'
import { type FileSink, openLogFile } from '../github/file-sink.js'
import { LogWriter } from '../github/log-writer.js'

/** Where the build's log goes: the console, the log file, and whoever reads it for us; now or after the end. */
export interface BuildLog {
  readonly live?: LogSink
  late(ended: EndedRun): LogSink | undefined
  /** Prints what is unfinished and completes the file. */
  close(): Promise<void>
}

export interface BuildLogParts {
  readonly config: LogConfig
  readonly secrets: readonly Secret[]
  readonly console: Console
  /** See the log wherever it goes. */
  readonly readers: readonly LogSink[]
  readonly complain: (warning: ActionError) => void
}

export async function openBuildLog(parts: BuildLogParts): Promise<BuildLog> {
  const { config, console, readers } = parts
  const file = await logFile(parts)
  const printer = new LogWriter(console, { timestamps: config.timestamps })
  const live =
    config.mode === 'stream' ? all([printer, ...(file ? [file] : []), ...readers]) : undefined
  return {
    ...(live && { live }),
    late: ({ conclusion }) => {
      const shown = config.mode === 'on-failure' && conclusion !== 'succeeded'
      const sinks = [...(shown ? [printer] : []), ...(file ? [file] : [])]
      return sinks.length === 0 ? undefined : all([...sinks, ...readers])
    },
    close: async () => {
      await printer.flush()
      await file?.close()
    },
  }
}

async function logFile({
  config,
  secrets,
  complain,
}: BuildLogParts): Promise<FileSink | undefined> {
  return config.file === undefined ? undefined : await openLogFile(config.file, secrets, complain)
}

function all(sinks: readonly LogSink[]): LogSink {
  return {
    async write(bytes) {
      await Promise.all(sinks.map((sink) => sink.write(bytes)))
    },
  }
}
