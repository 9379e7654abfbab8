import type { FileHandle } from 'node:fs/promises'
import { ActionError, type LogSink } from '../core/index.js'
import { openToWrite, type Place } from '../files/index.js'
import { isObject, type Secrets, type StarringStream } from '../text/index.js'

/**
 * Opens the log file, its folders made. Throws `bad-input` when the disk refuses, or when something else is in its place
 * by now, so that the step fails before the run starts. A later failure calls `complain` once and changes no verdict.
 */
export async function openLogFile(
  place: Place,
  env: NodeJS.ProcessEnv,
  secrets: Secrets,
  complain: (warning: ActionError) => void,
): Promise<FileSink> {
  try {
    return new FileSink(await openToWrite(place, env), secrets.stream(), complain)
  } catch (error) {
    throw new ActionError(
      'bad-input',
      `Input log-file: ${place.path} can't be written (${reason(error)}).`,
      {
        hint: 'Name a file in a folder that this job may write to, inside the workspace or RUNNER_TEMP.',
        cause: error,
      },
    )
  }
}

/** The log's exact bytes in a file, but for known secrets, which are starred. */
export class FileSink implements LogSink {
  readonly #file: FileHandle
  readonly #stream: StarringStream
  readonly #complain: (warning: ActionError) => void
  #broken = false

  constructor(file: FileHandle, stream: StarringStream, complain: (warning: ActionError) => void) {
    this.#file = file
    this.#stream = stream
    this.#complain = complain
  }

  async write(bytes: Uint8Array): Promise<void> {
    await this.#append(() => this.#file.appendFile(this.#stream.push(bytes)))
  }

  /** Writes what was held back and closes the file; the log is complete only then. */
  async close(): Promise<void> {
    await this.#append(() => this.#file.appendFile(this.#stream.end()))
    // Closed after a failed write, too. A failed close loses nothing that was written.
    await this.#file.close().catch(() => undefined)
  }

  async #append(action: () => Promise<void>): Promise<void> {
    if (this.#broken) return
    try {
      await action()
    } catch (error) {
      this.#broken = true
      this.#complain(
        new ActionError('internal', `The log file is incomplete: ${reason(error)}.`, {
          hint: 'Check whether the disk of the runner is full; the verdict is not affected.',
          cause: error,
        }),
      )
    }
  }
}

/** The system's short word, e.g. ENOSPC. */
function reason(error: unknown): string {
  return isObject(error) && typeof error['code'] === 'string' ? error['code'] : 'unknown reason'
}
