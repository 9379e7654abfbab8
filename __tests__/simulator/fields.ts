import { type CallFields, ENVELOPE, prefixed } from './call-fields.js'
import { DEFINITION_FIELDS } from './definition-fields.js'

const RECORD: Omit<CallFields, 'needs'> = {
  string: prefixed(
    'result',
    'branch build_config_type build_project_id build_record_id build_type codeci_job_id commit ' +
      'commit_create_time commit_message create_time daily_build_num devcloud_project_id domain_id err_msg ' +
      'execution_id finish_time id parent_record_id queued_time record_status region repo_id repo_name ' +
      'runnable_time schedule_time start_time status tag trigger_type user_id',
  ),
  integer: prefixed('result', 'build_no duration use_private_slave'),
}
const RECORD_NEEDS = prefixed(
  'result',
  'build_record_id status create_time start_time finish_time duration commit daily_build_num',
)

const STARTED = 'actual_build_number daily_build_number octopus_job_name'

const PRODUCT = 'daily_build_number name package_type project_id type uri version'

const STATE_STRINGS =
  'build_type code_branch commit_detail_url commit_id commit_info.commit_id commit_info.created_at ' +
  'daily_build_number executor job_running_status nickname scm_type scm_web_url state trigger_type user_id'
const STATE_INTEGERS = 'build_time cost_time number start_time'

const LISTED_JOB = {
  string: prefixed(
    'jobs[]',
    'build_project_id id job_creator job_name last_build_status last_build_user last_build_user_id ' +
      'last_job_running_status repo_id scm_type scm_web_url source_code trigger_type user_name',
  ),
  integer: `total ${prefixed('jobs[]', 'build_time health_score')}`,
  number: 'jobs[].last_build_time',
  boolean: prefixed(
    'jobs[]',
    'disabled favorite is_copy is_delete is_execute is_finished is_forbidden is_modify is_view',
  ),
  array: 'jobs',
  object: 'jobs[]',
  needs: `total ${prefixed('jobs[]', 'id job_name is_execute disabled')}`,
}

const VERTICES = {
  string: `${prefixed('result.edges[]', 'from to')} ${prefixed(
    'result.vertices[]',
    'build_no display_name finish_time id start_time status',
  )}`,
  integer: 'result.vertices[].build_duration',
  array: 'result.edges result.vertices',
  object: 'result result.edges[] result.vertices[]',
  needs: 'result.edges result.vertices',
}

export const FIELDS: Readonly<Record<string, CallFields>> = {
  ...DEFINITION_FIELDS,
  'start-v3': { string: STARTED, needs: 'actual_build_number daily_build_number' },
  'start-v1': {
    string: `${ENVELOPE} ${prefixed('result', STARTED)}`,
    object: 'result',
    needs: prefixed('result', 'actual_build_number daily_build_number'),
    differs: {
      'result status error':
        'The description has the fields at the top; clients of the live service read them in `result`.',
    },
  },
  'status-v3': { boolean: 'result', needs: 'result' },
  'status-v1': {
    string: `${ENVELOPE} ${prefixed('result', 'abort_status label status')}`,
    object: 'result',
    needs: 'result.status',
  },
  'running-status': {
    string: `${ENVELOPE} ${prefixed('result', 'last_build_no last_build_status last_job_id')}`,
    boolean: 'result.is_running',
    object: 'result',
    needs: 'result.is_running',
  },
  'build-info': {
    string: `${ENVELOPE} ${prefixed('result', 'build_result region')}`,
    boolean: 'result.building',
    object: 'result',
    needs: 'result.building result.build_result',
  },
  'record-info-v4': {
    ...RECORD,
    string: `status ${RECORD.string ?? ''}`,
    object: 'error result',
    needs: RECORD_NEEDS,
  },
  'record-info-v3': {
    ...RECORD,
    string: `message err_code ${RECORD.string ?? ''}`,
    boolean: 'success',
    object: 'result',
    needs: `success ${RECORD_NEEDS}`,
    differs: {
      result:
        'The description has snake_case, the newer page a table in camelCase: the simulator can do both.',
    },
  },
  'record-info-v1': {
    ...RECORD,
    string: `status ${RECORD.string ?? ''}`,
    object: 'error result',
    needs: RECORD_NEEDS,
  },
  'history-details': {
    string: 'job_name project_id project_name parameters{} build_steps[].name build_steps[].status',
    integer: 'build_number build_steps[].build_time',
    map: 'parameters',
    array: 'build_steps',
    object: 'build_steps[]',
    needs: prefixed('build_steps[]', 'name status build_time'),
    differs: { parameters: 'The old sample has an array of one map: the simulator can do both.' },
  },
  'log-v3': {
    string: `${ENVELOPE} result.content`,
    integer: prefixed('result', 'current_offset offset'),
    boolean: 'result.has_more_data',
    object: 'result',
    needs: prefixed('result', 'content current_offset offset has_more_data'),
  },
  'log-v1': {
    string: `${ENVELOPE} ${prefixed('result', 'end_offset location log start_offset')}`,
    boolean: 'result.has_more',
    object: 'result',
    needs: prefixed('result', 'log start_offset end_offset has_more'),
    differs: {
      'result.start_offset result.end_offset':
        'Strings by the table, numbers in the sample: the simulator can do both.',
    },
  },
  'output-info': {
    string: [
      'status',
      prefixed('result.package_infos{}', PRODUCT),
      prefixed('result.image_infos{}', PRODUCT),
      prefixed('result.package_info', PRODUCT),
    ].join(' '),
    map: 'result.package_infos result.image_infos',
    object: 'error result result.package_info result.package_infos{} result.image_infos{}',
    needs: `${prefixed('result.package_infos{}', 'name version uri')} result.image_infos{}.name`,
  },
  'stop-v3-path': { string: 'result', boolean: 'success', needs: 'success' },
  'stop-v3-body': { boolean: 'result', needs: 'result' },
  'period-history': {
    string: prefixed(
      'history_records[]',
      'branch commit_id commit_message end_time executor job_id record_id result start_time trigger_type',
    ),
    integer: 'total history_records[].build_number',
    array: 'history_records',
    object: 'history_records[]',
    needs: prefixed('history_records[]', 'build_number commit_id start_time result'),
    differs: {
      history_records:
        'An array by the table, one bare object in both samples: the simulator can do both.',
    },
  },
  history: {
    string: prefixed('history_records[]', 'end_time job_id record_id result start_time'),
    integer: 'total history_records[].build_number',
    array: 'history_records',
    object: 'history_records[]',
    needs: prefixed('history_records[]', 'build_number start_time result'),
  },
  'history-v1-list': {
    string: [
      ENVELOPE,
      prefixed('result', 'health_score page_index total_page total_record'),
      prefixed('result.job_build_states[]', STATE_STRINGS),
    ].join(' '),
    integer: prefixed('result.job_build_states[]', STATE_INTEGERS),
    array: 'result.job_build_states',
    object: 'result result.job_build_states[] result.job_build_states[].commit_info',
    needs: prefixed('result.job_build_states[]', 'number commit_id start_time'),
  },
  'build-info-record': {
    string: `${ENVELOPE} ${prefixed('result', STATE_STRINGS)}`,
    integer: prefixed('result', STATE_INTEGERS),
    object: 'result result.commit_info',
    needs: 'result.commit_id',
  },
  'history-parameters': {
    string: 'status result[].name result[].value',
    array: 'result',
    object: 'error result[]',
    needs: 'result[].name result[].value',
  },
  'flow-graph-v3': {
    ...VERTICES,
    string: `${VERTICES.string} message err_code`,
    boolean: 'success',
  },
  'flow-graph-v1': {
    ...VERTICES,
    string: `${VERTICES.string} status`,
    object: `error ${VERTICES.object}`,
  },
  'success-ratio': {
    integer: 'success_count total_count',
    number: 'success_ratio',
    needs: 'success_count success_ratio total_count',
  },
  'jobs-v3': LISTED_JOB,
  'jobs-v1': LISTED_JOB,
  'job-info': {
    string: `${ENVELOPE} ${prefixed(
      'result',
      'build_time charge_time id job_name last_build_status project_id running_status source_code',
    )}`,
    integer: prefixed('result', 'create_time health_score last_build_time'),
    boolean: prefixed(
      'result',
      'disabled favorite is_copy is_delete is_execute is_forbidden is_manager is_modify is_view new_build ' +
        'project_permission_switch',
    ),
    object: 'result',
    needs: prefixed('result', 'id job_name is_execute disabled project_id'),
  },
  'check-disable': {
    string: `${ENVELOPE} ${prefixed('result', 'forbiddener job_id job_name reson')}`,
    integer: 'result.disabled',
    number: 'result.forbidden_time',
    object: 'result',
    needs: 'result.disabled',
  },
}
