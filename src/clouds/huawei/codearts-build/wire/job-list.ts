import {
  badAnswer,
  countOf,
  field,
  flagOf,
  type ListPage,
  textOf,
  unwrapped,
} from '../../gateway/index.js'
import { isList, isObject } from '../../../../text/index.js'

/** A build task as the lists and its own page show it. */
export interface JobEntry {
  readonly jobId: string
  readonly name: string
  /** Whether this account may run it; absent where the service doesn't say. */
  readonly mayExecute?: boolean
  readonly disabled?: boolean
}

/**
 * `/v3/{project_id}/jobs` and `/v1/job/{project_id}/list`: `jobs` by their tables, `result.job_list` from the live v1
 * call (Terraform provider huaweicloud, codearts-mcp).
 */
export function readJobList(call: string, answer: unknown): ListPage<JobEntry> {
  const list = unwrapped(answer)
  const jobs = list && (field(list, 'jobs') ?? field(list, 'job_list'))
  const total = list && countOf(list, 'total')
  if (!isList(jobs)) {
    if (total === 0) return { entries: [], size: 0, total }
    throw badAnswer(call, 'jobs', answer)
  }
  return {
    entries: jobs.flatMap((job) => readJob(job) ?? []),
    size: jobs.length,
    ...(total !== undefined && { total }),
  }
}

/** `/v1/job/{job_id}/info`. */
export function readJobInfo(call: string, answer: unknown): JobEntry {
  const result = isObject(answer) ? field(answer, 'result') : undefined
  const job = readJob(result)
  if (job === undefined) throw badAnswer(call, 'result', answer)
  return job
}

function readJob(job: unknown): JobEntry | undefined {
  if (!isObject(job)) return undefined
  const mayExecute = flagOf(job, 'is_execute')
  const disabled = flagOf(job, 'disabled')
  return {
    jobId: textOf(job, 'id') ?? textOf(job, 'job_id') ?? '',
    name: textOf(job, 'job_name') ?? '',
    ...(mayExecute !== undefined && { mayExecute }),
    ...(disabled !== undefined && { disabled }),
  }
}
