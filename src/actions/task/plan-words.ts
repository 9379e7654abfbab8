import {
  missingSecrets,
  type TaskDefinition,
  type TaskPlan,
  type Variable,
} from '../../clouds/huawei/codearts-build/definitions/index.js'

const MOST_PATHS = 20

/** The plan in one sentence. */
export function planSentence(
  { action, paths, forced }: TaskPlan,
  { name }: TaskDefinition,
  mode: 'plan' | 'apply',
  jobId: string | undefined,
): string {
  const which = jobId === undefined ? `Task ${name}` : `Task ${name} (${jobId})`
  const verb = mode === 'plan' ? 'would be' : 'is to be'
  switch (action) {
    case 'none':
      return `${which} is what its definition says: nothing to do.`
    case 'create':
      return `${which} does not exist yet and ${verb} created.`
    case 'update':
      return forced
        ? `${which} ${verb} written because of force-secrets; nothing that can be read differs.`
        : `${which} ${verb} updated: ${listed(paths)}.`
  }
}

/** Further sentences that a reader of the plan needs. */
export function planNotes(
  plan: TaskPlan,
  definition: TaskDefinition,
  variable: Variable,
): readonly string[] {
  const secrets = [...(definition.parameters ?? [])].filter(
    ([, { sensitive }]) => sensitive === true,
  )
  const missing = plan.changes.task ? missingSecrets(plan, definition, variable) : []
  return [
    ...(secrets.length > 0 && !plan.changes.task
      ? [
          `Whether a secret has changed cannot be seen (${secrets.map(([name]) => name).join(', ')}); force-secrets: true writes it anyway.`,
        ]
      : []),
    ...(missing.length > 0
      ? [
          `An apply needs a value for each of these sensitive parameters, and has none here: ${missing.join(', ')}.`,
        ]
      : []),
  ]
}

function listed(paths: readonly string[]): string {
  const shown = paths.slice(0, MOST_PATHS).join(', ')
  return paths.length > MOST_PATHS ? `${shown} and ${paths.length - MOST_PATHS} more` : shown
}
