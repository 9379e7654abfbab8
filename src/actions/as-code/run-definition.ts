import { type Context, runEntry } from '../entry.js'
import type { ReadDefinition } from '../../clouds/huawei/codearts-build/definitions/index.js'
import { toActionError } from '../../core/index.js'
import { printError } from '../../github/runner/index.js'
import { endedBy } from './ending.js'
import { printFileProblems, readDefinitionFile } from './read-file.js'
import { type DefinitionService, type ServiceConfig, withService } from './service.js'

/** The outputs that each of these actions has, whatever its definition is of. */
type CommonOutput = 'status' | 'action' | 'changed'

/** How a mode ended. */
export interface ModeEnd<Status extends string = string> {
  readonly status: Status
  readonly passed: boolean
}

/** An action that makes something of the service what a file says. */
export interface DefinitionAction<Definition, Config extends ServiceConfig, Output extends string> {
  readonly read: (text: string) => ReadDefinition<Definition>
  /** The checked inputs; undefined where there is a problem, which is printed. */
  readonly config: (context: Context) => Config | undefined
  /** Prints where the inputs and the file contradict each other; returns whether they do. */
  readonly contradicts?: (
    config: Config,
    definition: Definition | undefined,
    context: Context,
  ) => boolean
  readonly work: (
    config: Config,
    definition: Definition | undefined,
    service: DefinitionService,
    context: Context<Output | CommonOutput>,
  ) => Promise<ModeEnd>
}

/** Modes that read the file: `plan` is also what an empty mode means. */
const READS_FILE = /^(plan|apply|)$/

/** Runs such an action: the file and the inputs first, then its mode. */
export function runDefinition<Definition, Config extends ServiceConfig, Output extends string>(
  action: DefinitionAction<Definition, Config, Output>,
): Promise<void> {
  return runEntry<Output | CommonOutput>(async (context) => {
    const { outputs, env } = context
    outputs.set('status', 'not-started')
    // First of all, because the file names the variables that hold secrets.
    const reads = READS_FILE.test((env['INPUT_MODE'] ?? '').trim())
    const file = reads ? await readDefinitionFile(action.read, context) : undefined
    const config = action.config(context)
    const isBad = file !== undefined && (await printFileProblems(file, context))
    const differs =
      config !== undefined && action.contradicts?.(config, file?.definition, context) === true
    if (config === undefined || isBad || differs) return { passed: false }
    // The outputs that are true if this process is killed from here on.
    outputs.set('action', 'none')
    outputs.set('changed', 'false')
    outputs.set('status', 'failed')
    return await carriedOut(action, config, file?.definition, context)
  })
}

async function carriedOut<Definition, Config extends ServiceConfig, Output extends string>(
  { work }: DefinitionAction<Definition, Config, Output>,
  config: Config,
  definition: Definition | undefined,
  context: Context<Output | CommonOutput>,
): Promise<{ readonly passed: boolean }> {
  const { console, outputs, cancel } = context
  try {
    const { status, passed } = await withService(config, context, (service) =>
      work(config, definition, service, context),
    )
    // A cancel may have left something out, even where the last write got through: action and changed tell.
    outputs.set('status', cancel.aborted ? 'failed' : status)
    return { passed }
  } catch (error) {
    const known = toActionError(error)
    outputs.set('status', cancel.aborted ? 'failed' : endedBy(known))
    printError(console, known)
    return { passed: false }
  }
}

/** The definition of a mode that reads the file. It is there, because a step without one has ended before. */
export function required<Definition>(definition: Definition | undefined): Definition {
  if (definition === undefined) throw new Error('A mode that reads the file has none.')
  return definition
}
