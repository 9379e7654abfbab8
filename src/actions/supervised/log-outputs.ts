import type { ActionError, EndedRun, LogSink, RunWords } from '../../core/index.js'
import { type Console, LogWriter } from '../../github/runner/index.js'
import type { LogConfig } from '../../inputs/index.js'
import {
  type FileSink,
  LineFeed,
  type LineReader,
  type LogFormat,
  openLogFile,
} from '../../log/index.js'
import type { Secrets } from '../../text/index.js'

/** Where the run's log goes: the console, the log file and our own readers of it; while the run lives or after its end. */
export interface LogOutputs {
  readonly live?: LogSink
  late(ended: EndedRun): LogSink | undefined
  /** Prints what is unfinished and completes the file. */
  close(): Promise<void>
}

export interface LogOutputsParts {
  readonly config: LogConfig
  readonly format: LogFormat
  readonly words: RunWords
  readonly secrets: Secrets
  readonly env: NodeJS.ProcessEnv
  readonly console: Console
  /** Get the log whatever `logs` says. */
  readonly readers: readonly LineReader[]
  readonly complain: (warning: ActionError) => void
}

export async function openLogOutputs(parts: LogOutputsParts): Promise<LogOutputs> {
  const { config, format, words, console, readers } = parts
  const file = await logFile(parts)
  const printer = new LogWriter(console, { timestamps: config.timestamps, format, words })
  let feed: LineFeed | undefined
  const open = (shown: boolean): LogSink => {
    feed = new LineFeed(shown ? [printer, ...readers] : readers)
    return file === undefined ? feed : all([feed, file])
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
  config: { file },
  env,
  secrets,
  complain,
}: LogOutputsParts): Promise<FileSink | undefined> {
  return file === undefined ? undefined : await openLogFile(file, env, secrets, complain)
}

function all(sinks: readonly LogSink[]): LogSink {
  return {
    async write(bytes) {
      await Promise.all(sinks.map((sink) => sink.write(bytes)))
    },
  }
}
