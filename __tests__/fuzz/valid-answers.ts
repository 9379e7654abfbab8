import { JOB_ID, COMMIT } from '../support/ids.js'
const RECORD_ID = '2ab0e6a3-3e1a-4708-bb16-fff2b0999027'
const TIME = '2026-09-10T11:00:00.000+0000'

/** One answer of each call, as the service gives it where all is well; and of each form of a refusal. */
export const VALID_ANSWERS: readonly unknown[] = [
  { actual_build_number: '20', daily_build_number: '20260910.3' },
  {
    status: 'success',
    error: null,
    result: {
      id: 'eb9d73c7-61b3-4823-b476-a7c00c493b8a',
      build_record_id: RECORD_ID,
      build_no: '7',
      daily_build_num: '20260910.3',
      status: 'RUNNING',
      commit: COMMIT,
      branch: 'main',
      create_time: TIME,
      start_time: TIME,
      finish_time: TIME,
      duration: 100_068,
      err_msg: 'The command failed.',
    },
  },
  {
    job_name: 'app',
    build_steps: [
      { name: 'Compile', status: 'success', build_time: 5_000 },
      { name: 'Upload', status: 'running', build_time: 10 },
    ],
    parameters: [{ name: 'A', value: '1' }, { B: '***' }],
  },
  {
    total: 2,
    history_records: [
      {
        build_number: 7,
        record_id: '20260910.3',
        commit_id: COMMIT,
        start_time: '2026-09-10T19:00:00+08:00',
        end_time: '2026-09-10T19:05:00+08:00',
        result: 'SUCCESS',
      },
      { build_number: 6, start_time: '2026-09-10T18:00:00+08:00', result: 'FAILURE' },
    ],
  },
  {
    result: { job_build_states: [{ number: 7, start_time: 1_703_554_641_000 }], total_record: '1' },
  },
  {
    status: 'success',
    result: { content: 'line\n', current_offset: 0, offset: 5, has_more_data: true },
  },
  {
    status: 'success',
    result: { log: 'line\n', start_offset: '5', end_offset: '9', has_more: false },
  },
  {
    status: 'success',
    result: {
      output_package: [{ name: 'a.jar', version: '1', type: 'jar', uri: '/a.jar' }],
      output_image: [{ name: 'app', version: '1', type: 'docker', uri: 'swr/app:1' }],
    },
  },
  { success: true, result: '' },
  { result: true },
  {
    success: true,
    result: {
      vertices: [
        { id: 'a', status: 'SUCCESS', display_name: 'A', build_duration: 5, start_time: TIME },
        { id: 'b', status: '', display_name: 'B', build_no: '5', finish_time: TIME },
      ],
      edges: [{ from: 'a', to: 'b' }],
    },
  },
  { success_count: 2, total_count: 3, success_ratio: 0.67 },
  {
    status: 'success',
    result: {
      error_nodes: [
        {
          step: 'Compile',
          error_info: { error_code: 'DEV.1', error_message: 'No file', faq: 'x' },
        },
      ],
    },
  },
  { total: 1, jobs: [{ id: JOB_ID, job_name: 'app', job_creator: 'ci', disabled: false }] },
  { result: { job_total: 1, job_list: [{ id: JOB_ID, job_name: 'app', is_finished: true }] } },
  { result: [{ name: 'A', value: '1' }], status: 'success' },
  { error_code: 'CB.00060200', error_msg: 'Invalid param', request_id: 'r-1' },
  { error: { code: 'DEV.CB.032302', reason: 'status changed' }, status: 'error' },
  { success: false, err_code: 'CB.00060100', message: 'busy' },
]
