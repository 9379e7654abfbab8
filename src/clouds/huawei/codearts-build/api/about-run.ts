import { badAnswer, countOf, field, textOf } from '../../gateway/index.js'
import { isObject, type JsonObject } from '../../../../text/index.js'
import type { BuildRun } from './build-run.js'

const NUMBERS = ['build_no', 'build_number', 'number'] as const
/**
 * Assumption: `codeci_job_id` is the task's own id ("CodeCI task ID", CodeArts Build API reference, "Obtaining Build Record
 * Information"), in whatever case.
 */
const JOBS = ['job_id', 'codeci_job_id'] as const

/**
 * Whether an entry names another task, or another build where one is asked for. An id that it lacks contradicts
 * nothing.
 */
function namesAnother(
  entry: JsonObject,
  { jobId, buildNumber }: Pick<BuildRun, 'jobId'> & Partial<BuildRun>,
): boolean {
  const isOther = (name: string): boolean => {
    const job = textOf(entry, name)
    return job !== undefined && job.toLowerCase() !== jobId.toLowerCase()
  }
  if (JOBS.some(isOther)) return true
  if (buildNumber === undefined) return false
  const isOtherNumber = (name: string): boolean => {
    const value = field(entry, name)
    // No build has a number such as -41 or 1e400; a text that is none may be a daily number.
    return (
      (typeof value === 'number' ? value : (countOf(entry, name) ?? buildNumber)) !== buildNumber
    )
  }
  return NUMBERS.some(isOtherNumber)
}

/** Throws `bad-answer` where an answer is about another build, e.g. out of the cache of a proxy. */
export function requireAbout(
  run: Pick<BuildRun, 'jobId'> & Partial<BuildRun>,
  call: string,
  answer: unknown,
): void {
  const inner = isObject(answer) ? field(answer, 'result') : undefined
  for (const part of [answer, inner]) {
    if (isObject(part) && namesAnother(part, run)) {
      throw badAnswer(call, 'answer about this build', answer)
    }
  }
}
