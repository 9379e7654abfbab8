import { type CallFields, ENVELOPE, prefixed } from './call-fields.js'

const PARAMETER_STRINGS =
  'name params[].name params[].value params[].limits[].disable params[].limits[].display_name params[].limits[].name'

const TASK_DETAILS: CallFields = {
  string: `${ENVELOPE} result.steps[].properties{} ${prefixed(
    'result',
    'arch auto_update_sub_module build_config_type flavor group_id host_type job_name project_id ' +
      'job_id domain_id limit_time source_code build_environment_type',
  )} ${prefixed('result.parameters[]', PARAMETER_STRINGS)} ${prefixed(
    'result.scms[]',
    'branch build_type depth end_point_id group_name repo_id repo_name scm_type source url web_url',
  )} ${prefixed('result.steps[]', 'module_id name version')}`,
  boolean: 'result.build_if_code_updated result.steps[].enable',
  array:
    'result.actions result.parameters result.parameters[].params result.parameters[].params[].limits result.scms result.steps',
  object: 'result result.parameters[] result.parameters[].params[] result.scms[] result.steps[]',
  map: 'result.steps[].properties',
  needs: prefixed(
    'result',
    'arch job_name project_id parameters[].params[].value scms[].url steps[].properties',
  ),
  differs: {
    'result.job_id result.domain_id result.limit_time result.source_code result.actions result.build_environment_type':
      'In recorded answers only.',
    'result.steps[].properties{}':
      'The description has objects; its own sample and recorded answers have text and booleans.',
  },
}

const NOTICES: CallFields = {
  string: `${ENVELOPE} result[].notice_type result[].param_config`,
  boolean: 'result[].enable_map{}',
  map: 'result[].enable_map',
  array: 'result',
  object: 'result[]',
  needs: 'result[].notice_type result[].enable_map{}',
}

/** Of tasks, templates and notifications. */
export const DEFINITION_FIELDS: Readonly<Record<string, CallFields>> = {
  'task-details-v1': TASK_DETAILS,
  'task-details-v3': TASK_DETAILS,
  'task-create-v1': {
    string: `${ENVELOPE} result.job_id`,
    object: 'result',
    needs: 'result.job_id',
  },
  'task-notice-v1': NOTICES,
  'task-notice-v3': NOTICES,
  'task-notice-set-v3': {
    string: `${ENVELOPE} result.job_id`,
    object: 'result',
    needs: 'status',
    differs: { result: 'The description has text; its own sample has an object with `job_id`.' },
  },
  'check-exist': { string: 'status', boolean: 'result', needs: 'result' },
  'recycle-bin-v1': {
    string: `${ENVELOPE} ${prefixed('result.job_list[]', 'job_id job_name project_id')}`,
    integer: 'result.keep_time result.total',
    array: 'result.job_list',
    object: 'result result.job_list[]',
    needs: 'result.keep_time',
  },
  'template-create-v1': {
    string: `${ENVELOPE} result.uuid`,
    object: 'result',
    needs: 'result.uuid',
  },
  'template-create-v3': {
    string: `${ENVELOPE} ${prefixed(
      'result',
      'create_time description domain_id id name scope tool_type type uuid template.steps[].module_id ' +
        'template.steps[].name template.steps[].version template.steps[].properties{}',
    )}`,
    integer: 'result.weight',
    boolean: 'result.favourite result.public result.template.steps[].enable',
    array: 'result.parameters result.template.steps',
    object: 'result result.template result.template.steps[]',
    map: 'result.i18n result.intl_description result.template.steps[].properties',
    needs: 'result.uuid result.template.steps[].module_id',
    differs: {
      'result.template.steps[].properties{}':
        'As in the details of a task: text in its own sample.',
    },
  },
}
