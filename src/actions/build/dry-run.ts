import type { Context } from '../entry.js'
import {
  type BuildParameter,
  checkTask,
  startPreview,
} from '../../clouds/huawei/codearts-build/index.js'
import type { CalledService } from '../../clouds/huawei/gateway/index.js'
import { ActionError, repeatedRead, type Verdict } from '../../core/index.js'
import { STARS } from '../../text/index.js'
import type { BuildConfig } from './inputs.js'

/** Looks whether the task is there and may be run, and prints what would be sent; starts nothing. */
export async function dryRun(
  { endpoint, source, parameters }: BuildConfig,
  service: CalledService,
  jobId: string,
  { console, clock, random, cancel }: Context,
): Promise<Verdict> {
  const task = await repeatedRead(() => checkTask(service, jobId, cancel), clock, random, cancel)
  const name = task.name === '' ? jobId : `${task.name} (${jobId})`
  if (task.mayExecute === false) throw notAllowed(name)
  if (task.disabled === true) throw disabled(name)
  console.line(
    task.mayExecute === undefined
      ? `Task ${name} exists; the service does not tell whether this account may run it.`
      : `Task ${name} exists, and this account may run it.`,
  )
  const preview = startPreview(endpoint, { jobId, source, parameters: parameters.map(starred) })
  console.line(`A run would send ${preview.call}`)
  for (const line of preview.body) console.line(line)
  return { status: 'checked', exitCode: 0, message: 'Dry run: nothing was started.' }
}

function starred(parameter: BuildParameter): BuildParameter {
  return parameter.secret ? { ...parameter, value: STARS } : parameter
}

function notAllowed(name: string): ActionError {
  return new ActionError('not-permitted', `This account may not run task ${name}.`, {
    hint: "Give it a role in the CodeArts project with the permissions to view and execute the task; an IAM policy doesn't grant them.",
  })
}

function disabled(name: string): ActionError {
  return new ActionError('refused', `Task ${name} is disabled.`, {
    hint: 'Enable it on its page in the CodeArts console.',
  })
}
