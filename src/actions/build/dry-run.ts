import type { Context } from '../entry.js'
import {
  type BuildParameter,
  checkTask,
  type CodeArtsBuildOptions,
  previewParameters,
  startPreview,
} from '../../clouds/huawei/codearts-build/index.js'
import { ActionError, asSentence, toActionError, type Verdict } from '../../core/index.js'
import { STARS } from '../../text/index.js'
import type { LookUps } from '../look-ups.js'
import type { BuildConfig } from './inputs.js'

/** Checks that the task is there and may be run, and prints what would be sent; starts nothing. */
export async function dryRun(
  { endpoint, source, parameters }: BuildConfig,
  service: CodeArtsBuildOptions,
  jobId: string,
  look: LookUps,
  context: Context,
): Promise<Verdict> {
  const { console } = context
  const task = await look.read((signal) => checkTask(service, jobId, signal))
  const name = task.name === '' ? jobId : `${task.name} (${jobId})`
  if (task.mayExecute === false) throw notAllowed(name)
  if (task.disabled === true) throw disabled(name)
  console.line(
    task.mayExecute === undefined
      ? `Task ${name} exists; the service does not say whether the signed-in user or agency may run it.`
      : `Task ${name} exists, and the signed-in user or agency may run it.`,
  )
  await printParameters(parameters, service, jobId, look, context)
  const preview = startPreview(endpoint, { jobId, source, parameters: parameters.map(starred) })
  console.line(`A run would send ${preview.call}`)
  for (const line of preview.body) console.line(line)
  return { status: 'checked', exitCode: 0, message: 'Dry run: nothing was started.' }
}

/**
 * Prints how the parameters fit the task, because the service accepts a name that the task doesn't have, and ignores
 * it.
 */
async function printParameters(
  given: readonly BuildParameter[],
  service: CodeArtsBuildOptions,
  jobId: string,
  look: LookUps,
  { console, cancel }: Context,
): Promise<void> {
  try {
    const read = (signal: AbortSignal) => previewParameters(service, jobId, given, signal)
    const { warnings, lines } = await look.read(read)
    for (const warning of warnings) console.annotate('warning', warning)
    for (const line of lines) console.line(line)
  } catch (error) {
    if (cancel.aborted) throw error
    const reason = asSentence(toActionError(error).message)
    console.line(
      `The task's parameters could not be read, so their names were not checked. ${reason}`,
    )
  }
}

function starred(parameter: BuildParameter): BuildParameter {
  return parameter.secret ? { ...parameter, value: STARS } : parameter
}

function notAllowed(name: string): ActionError {
  return new ActionError(
    'not-permitted',
    `The signed-in user or agency may not run task ${name}.`,
    {
      hint: "Give the user or agency a role in the CodeArts project with the permissions to view and execute the task; an IAM policy doesn't grant them.",
    },
  )
}

function disabled(name: string): ActionError {
  return new ActionError('refused', `Task ${name} is disabled.`, {
    hint: 'Enable it on its page in the CodeArts console.',
  })
}
