import type { LogConfig } from '../../config.js'
import type { ActionError } from '../../core/errors.js'
import type { LogSink } from '../../core/ports.js'
import type { EndedRun } from '../../core/run.js'
import type { Secret } from '../../core/secret.js'
import type { Console } from '../../github/runner/console.js'
import { type FileSink, openLogFile } from '../../log/file-sink.js'
import { LineFeed } from '../../log/line-feed.js'
import type { LineReader } from '../../log/log-lines.js'
import { LogWriter } from '../../github/runner/log-writer.js'

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
  /** Get the log wherever else it goes, cut into lines, or as it comes. */
  readonly readers: readonly LineReader[]
  readonly sinks: readonly LogSink[]
  readonly complain: (warning: ActionError) => void
}

export async function openBuildLog(parts: BuildLogParts): Promise<BuildLog> {
  const { config, console, readers, sinks } = parts
  const file = await logFile(parts)
  const printer = new LogWriter(console, { timestamps: config.timestamps })
  let feed: LineFeed | undefined
  const open = (shown: boolean): LogSink => {
    feed = new LineFeed(shown ? [printer, ...readers] : readers)
    return all([feed, ...(file ? [file] : []), ...sinks])
  }
  return {
    ...(config.mode === 'stream' && { live: open(true) }),
    late: ({ conclusion }) => {
      const shown = config.mode === 'on-failure' && conclusion !== 'succeeded'
      return shown || file !== undefined ? open(shown) : undefined
    },
    close: async () => {
      await feed?.close()
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
