import { startBody } from '../../clouds/huawei/codearts-build/api/start-call.js'
import { checkTask } from '../../clouds/huawei/codearts-build/task-check.js'
import { clock, random, type Service } from '../../clouds/huawei/connect.js'
import type { Config } from '../../config.js'
import { ActionError } from '../../core/errors.js'
import type { Verdict } from '../../core/gate.js'
import { repeatedRead } from '../../core/repeated-read.js'
import type { Console } from '../../github/runner/console.js'
import { STARS } from '../../text/starring.js'

/** Signs in, looks whether the task is there and may be run, and prints what would be sent; starts nothing. */
export async function dryRun(
  config: Config,
  service: Service,
  jobId: string,
  console: Console,
  signal: AbortSignal,
): Promise<Verdict> {
  const task = await repeatedRead(
    () => checkTask(service.calls, jobId, signal),
    clock,
    random,
    signal,
  )
  const name = task.name === '' ? jobId : `${task.name} (${jobId})`
  if (task.mayExecute === false) throw notAllowed(name)
  if (task.disabled === true) throw disabled(name)
  console.line(
    task.mayExecute === undefined
      ? `Task ${name} exists; the service does not tell whether this account may run it.`
      : `Task ${name} exists, and this account may run it.`,
  )
  const body = startBody({ jobId, source: config.source, parameters: starredParameters(config) })
  console.line(
    `A run would send POST ${config.service.build.href.replace(/\/$/, '')}/v3/jobs/build`,
  )
  for (const line of JSON.stringify(body, undefined, 2).split('\n')) console.line(line)
  return { status: 'checked', exitCode: 0, message: 'Dry run: nothing was started.' }
}

function starredParameters({ parameters }: Config): Config['parameters'] {
  return parameters.map((one) => (one.secret ? { ...one, value: STARS } : one))
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
