import { withoutValues } from '../as-code/without-values.js'
import { printPlan } from '../as-code/print-plan.js'
import {
  type Applied,
  applyTask,
  findTask,
  missingSecrets,
  onlyTemplate,
  planTask,
  type TaskDefinition,
  type TaskPlan,
  type TaskState,
  readTaskState,
  stepsOfTemplate,
} from '../../clouds/huawei/codearts-build/definitions/index.js'
import { ActionError } from '../../core/index.js'
import { printError } from '../../github/runner/index.js'
import { checkTaken } from './check-taken.js'
import type { TaskWork } from './inputs.js'
import { planNotes, planSentence } from './plan-words.js'
import { scopeOf } from './scope.js'
import { type TaskEnd, type TaskStep, variableOf } from './step.js'

type Work = Extract<TaskWork, { mode: 'plan' | 'apply' }>

const SECRETS_HINT =
  'A write replaces the whole task, and secrets cannot be read back: name each one in the file with valueFrom: {env: NAME}, and set that variable for this step; or remove it with prune.'

/** Compares the task with its definition; mode `apply` then makes the task what the definition says. */
export async function planOrApply(
  work: Work,
  definition: TaskDefinition,
  step: TaskStep,
): Promise<TaskEnd> {
  const { calls, attempts, context } = step
  const { outputs } = context
  const jobId =
    work.task?.by === 'id' ? work.task.jobId : await findTask(definition, calls, attempts)
  if (jobId !== undefined) outputs.set('job-id', jobId)
  const now = jobId === undefined ? undefined : await readNow(jobId, definition, step)
  const steps = definition.steps ?? (await templateSteps(definition, step))
  const { prune, forceSecrets } = work
  const plan = planTask(now, definition, { prune, forceSecrets, ...(steps && { steps }) })
  outputs.set('diff', plan.diff)
  printPlan(
    {
      sentence: planSentence(plan, definition, work.mode, jobId),
      notes: planNotes(plan, definition, variableOf(context)),
      diff: plan.diff,
      summary: work.summary,
    },
    context,
  )
  return work.mode === 'plan'
    ? planned(plan, work, step)
    : await applied(plan, jobId, definition, step)
}

async function readNow(
  jobId: string,
  definition: TaskDefinition,
  { calls, attempts, context }: TaskStep,
): Promise<TaskState> {
  const now = await readTaskState(jobId, scopeOf(definition), calls, attempts, context.mask)
  const project = now.config['project_id']
  if (project === definition.project) return now
  throw new ActionError(
    'bad-input',
    `Task ${jobId} belongs to project ${String(project)}, and the file is about project ${definition.project}.`,
    { hint: 'Correct job-id, or task.project in the file.' },
  )
}

async function templateSteps({ template }: TaskDefinition, { templates, attempts }: TaskStep) {
  if (template === undefined) return undefined
  const listed = await attempts.read((signal) => templates.list(template, signal))
  const found = onlyTemplate(template, listed)
  if (found === undefined) {
    throw new ActionError('bad-input', `There is no build template named "${template}".`, {
      hint: 'The name must match exactly, case included.',
    })
  }
  return stepsOfTemplate(await attempts.read((signal) => templates.whole(found, signal)))
}

function planned({ action }: TaskPlan, { failOnDrift }: Work, { context }: TaskStep): TaskEnd {
  const { outputs, console } = context
  const drifted = action !== 'none'
  outputs.set('action', action)
  outputs.set('changed', String(drifted))
  if (drifted && failOnDrift) {
    console.annotate(
      'error',
      'The task is not what its definition says, and fail-on-drift is true.',
    )
  }
  return { status: 'planned', passed: !(drifted && failOnDrift) }
}

async function applied(
  plan: TaskPlan,
  known: string | undefined,
  definition: TaskDefinition,
  step: TaskStep,
): Promise<TaskEnd> {
  const { calls, attempts, context } = step
  if (plan.action === 'none') return { status: 'applied', passed: true }
  const variable = variableOf(context)
  const missing = plan.changes.task ? missingSecrets(plan, definition, variable) : []
  if (missing.length > 0) throw withoutValues(missing, definition.parameters, SECRETS_HINT)
  const result = await applyTask(plan, known, definition, variable, calls, attempts)
  printApplied(result, plan, step)
  if (result.error !== undefined) {
    printError(context.console, result.error)
    return { status: 'failed', passed: false }
  }
  if (result.jobId !== undefined) await checkTaken(result.jobId, definition, plan, step)
  return { status: 'applied', passed: true }
}

function printApplied(
  { jobId, done, left }: Applied,
  { action }: TaskPlan,
  { context: { outputs, console } }: TaskStep,
): void {
  if (jobId !== undefined) outputs.set('job-id', jobId)
  if (done.length > 0) {
    outputs.set('action', action)
    outputs.set('changed', 'true')
    console.line(`Written: ${done.join(', ')}${jobId === undefined ? '' : ` (task ${jobId})`}.`)
  }
  if (left.length > 0) console.line(`Not written, or not surely: ${left.join(', ')}.`)
}
