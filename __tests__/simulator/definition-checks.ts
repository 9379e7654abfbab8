import { malformed } from './exchange.js'
import { checkFields, type Fields, text } from './request-checks.js'

/** Fields of the bodies by the tables of "Creating a Build Task" and "Updating a Build Task". */
const TASK_FIELDS = [
  ...['arch', 'auto_update_sub_module', 'build_config_type', 'build_if_code_updated', 'flavor'],
  ...['group_id', 'host_type', 'job_name', 'parameters', 'project_id', 'scms', 'steps', 'timeout'],
  'triggers',
]
/** Fields that only answers have; a client of the live service echoed them with an update, and was not refused. */
const ECHOED_FIELDS = [
  'actions',
  'build_environment_type',
  'domain_id',
  'limit_time',
  'source_code',
]
const SCM_FIELDS = [
  ...['branch', 'build_type', 'depth', 'enable_git_lfs', 'end_point_id', 'group_name'],
  ...['is_auto_build', 'repo_id', 'repo_name', 'scm_type', 'source', 'url', 'web_url'],
]
const STEP_FIELDS = ['enable', 'module_id', 'name', 'properties', 'version']
const PARAM_FIELDS = ['limits', 'name', 'value']
const LIMIT_FIELDS = ['disable', 'display_name', 'name']

export function checkTaskBody(body: unknown, kind: 'create' | 'update'): Fields {
  const extra = kind === 'update' ? ['job_id', ...ECHOED_FIELDS] : []
  const task = checkFields(body, [...TASK_FIELDS, ...extra])
  for (const name of ['arch', 'project_id', 'job_name']) text(task, name)
  for (const scm of items(task, 'scms')) {
    const fields = checkFields(scm, SCM_FIELDS, 'scms')
    for (const name of ['scm_type', 'url']) text(fields, name, 'scms')
  }
  checkSteps(task['steps'], true)
  checkParameters(task)
  for (const trigger of items(task, 'triggers')) {
    const fields = checkFields(trigger, ['name', 'parameters'], 'triggers')
    for (const one of items(fields, 'parameters')) {
      checkFields(one, ['name', 'value'], 'triggers.parameters')
    }
  }
  return task
}

export function checkTemplateBody(body: unknown): Fields {
  const template = checkFields(body, ['name', 'description', 'parameters', 'template', 'tool_type'])
  text(template, 'name')
  const { steps } = checkFields(template['template'], ['steps'], 'template')
  checkSteps(steps, false)
  checkParameters(template)
  return template
}

function checkSteps(steps: unknown, named: boolean): void {
  if (!Array.isArray(steps)) throw malformed('steps must be a list')
  for (const step of steps) {
    const fields = checkFields(step, STEP_FIELDS, 'steps')
    text(fields, 'module_id', 'steps')
    if (named) text(fields, 'name', 'steps')
    if (fields['enable'] !== undefined && typeof fields['enable'] !== 'boolean') {
      throw malformed('steps.enable must be a boolean')
    }
  }
}

/** All values are strings. */
function checkParameters(body: Fields): void {
  for (const parameter of items(body, 'parameters')) {
    const fields = checkFields(parameter, ['name', 'params'], 'parameters')
    for (const param of items(fields, 'params')) {
      const inner = checkFields(param, PARAM_FIELDS, 'parameters.params')
      if (inner['value'] !== undefined && typeof inner['value'] !== 'string') {
        throw malformed(`parameters.params.${String(inner['name'])} must be a string`)
      }
      for (const limit of items(inner, 'limits')) checkFields(limit, LIMIT_FIELDS, 'limits')
    }
  }
}

function items(fields: Fields, name: string): readonly unknown[] {
  const value = fields[name]
  if (value === undefined || value === null) return []
  if (!Array.isArray(value)) throw malformed(`${name} must be a list`)
  return value
}
