import { type FileAnswer, isNotOffered } from '../../gateway/index.js'
import { ActionError } from '../../../../core/index.js'
import type { LogCalls } from './log-calls.js'

type Naming = 'ordinal' | 'name'

/**
 * Finds a step's file under the name that this service gives it, and remembers the kind of name once a file came.
 *
 * Assumption: `task_name` is the ordinal `stage1`, `stage2` … (CodeArts Build API reference, "Downloading the Log of a
 * Build Step", newer edition); the older edition says only "action name", so the step's own name is the other try.
 */
export class StepFiles {
  readonly #calls: LogCalls
  readonly #debug: (line: string) => void
  #naming: Naming | undefined

  constructor(calls: LogCalls, debug: (line: string) => void) {
    this.#calls = calls
    this.#debug = debug
  }

  /** Whether stages beyond the listed steps can be asked for. */
  get byOrdinal(): boolean {
    return this.#naming !== 'name'
  }

  /** `undefined`: there is no such file. Throws `not-offered`, and every other failure. */
  async open(
    recordId: string,
    index: number,
    name: string | undefined,
    signal: AbortSignal,
  ): Promise<FileAnswer | undefined> {
    for (const naming of this.#naming === undefined ? NAMINGS : [this.#naming]) {
      const taskName = naming === 'ordinal' ? `stage${index + 1}` : name
      if (taskName === undefined || taskName === '') continue
      const file = await this.#try(recordId, taskName, signal)
      if (file === undefined) continue
      if (file.length === 0 && this.#naming === undefined) {
        await file.discard()
        continue
      }
      return this.#remembering(file, naming)
    }
    return undefined
  }

  async #try(
    recordId: string,
    taskName: string,
    signal: AbortSignal,
  ): Promise<FileAnswer | undefined> {
    try {
      return await this.#calls.stepFile(recordId, taskName, signal)
    } catch (error) {
      if (isNotOffered(error) || !isNoFile(error)) throw error
      return undefined
    }
  }

  /** Only a file with content shows that the name was understood. */
  #remembering(file: FileAnswer, naming: Naming): FileAnswer {
    if (this.#naming !== undefined) return file
    const learn = (): void => {
      if (this.#naming === undefined) this.#debug(`task-log: steps are named by ${naming}`)
      this.#naming ??= naming
    }
    return { ...file, bytes: noticing(file.bytes, learn) }
  }
}

const NAMINGS: readonly Naming[] = ['ordinal', 'name']

async function* noticing(
  bytes: AsyncIterable<Uint8Array>,
  content: () => void,
): AsyncGenerator<Uint8Array, void> {
  for await (const chunk of bytes) {
    if (chunk.length > 0) content()
    yield chunk
  }
}

/** The service read the name and has no such file, now or ever. */
function isNoFile(error: unknown): boolean {
  return (
    error instanceof ActionError &&
    (error.code === 'not-found' || (error.code === 'refused' && !isRedirect(error)))
  )
}

function isRedirect({ httpStatus = 0 }: ActionError): boolean {
  return httpStatus >= 300 && httpStatus < 400
}
