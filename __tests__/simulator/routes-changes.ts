import { json, malformed } from './exchange.js'
import { type Call, dialect, type Route, type Service } from './route.js'

/** When a task's definition changed. */
export const changeRoutes: readonly Route[] = [
  {
    method: 'GET',
    pattern: '/v1/job/:job/history',
    name: 'task-changes',
    family: 'task-changes',
    offer: dialect('taskChanges'),
    query: { page_no: 'integer', page_size: 'integer' },
    answer: (call, service) => wrapped(changes(call, service)),
  },
]

function wrapped(result: unknown) {
  return json({ result, error: null, status: 'success' })
}

/** Pages count from 1 and hold 10 by default; the order is our choice: no document names one. */
function changes(call: Call, service: Service) {
  const all = service.job(call.params['job'] ?? '').changes
  const page = Number(call.query['page_no'] ?? '1')
  const size = Number(call.query['page_size'] ?? '10')
  if (page < 1 || size < 1 || size > 100) throw malformed(`page ${page} of ${size}`)
  const shown = all.slice((page - 1) * size, page * size)
  return {
    total: all.length,
    job_update_records: shown.map((at, index) => ({
      id: String(502_248_950 + index),
      update_number: index + 1,
      update_type: 'UPDATE',
      update_at: at ?? null,
      user_name: 'builder',
      nick_name: 'builder',
      user_id: 'ae22fd035f354cfa8d82a3f1c8940446',
    })),
  }
}
