import type { InputGroup, InputSheet } from '../../../inputs/index.js'
import { JOB_ID } from './api/build-run.js'

/** Which build task is meant: by its id, or by its exact name in a CodeArts project. */
export type TaskRef =
  | { readonly by: 'id'; readonly jobId: string }
  | { readonly by: 'name'; readonly projectId: string; readonly jobName: string }

type Name = 'job-id' | 'project-id' | 'job-name'

export const taskRef: InputGroup<Name, TaskRef> = {
  table: { 'job-id': {}, 'project-id': {}, 'job-name': {} },
  read: (sheet) => {
    const jobId = sheet.text('job-id')
    const projectId = sheet.text('project-id')
    const jobName = sheet.text('job-name')
    const problems = problemsOf(sheet, jobId, projectId, jobName)
    for (const problem of problems) sheet.problem(problem)
    if (problems.length > 0) return undefined
    if (jobId !== '') return { by: 'id', jobId }
    return { by: 'name', projectId, jobName }
  },
}

function problemsOf(
  sheet: InputSheet<Name>,
  jobId: string,
  projectId: string,
  jobName: string,
): readonly string[] {
  const forms = [
    ...(jobId === '' || JOB_ID.test(jobId) ? [] : [badJobId(sheet, jobId)]),
    ...(projectId === '' || (jobId !== '' && jobName === '') || PROJECT_ID.test(projectId)
      ? []
      : [badProjectId(sheet, projectId)]),
  ]
  const choice = choiceProblem(jobId, projectId, jobName)
  return choice === undefined ? forms : [choice, ...forms]
}

function choiceProblem(jobId: string, projectId: string, jobName: string): string | undefined {
  if (jobId !== '') {
    return jobName === ''
      ? undefined
      : 'Inputs job-id and job-name are both given; keep one of them.'
  }
  if (jobName === '' && projectId === '') {
    return 'No build task: give job-id, or project-id and job-name.'
  }
  if (jobName === '') return 'Input job-name is empty: project-id needs it beside it.'
  if (projectId === '') return 'Input project-id is empty: job-name needs it beside it.'
  return undefined
}

const PROJECT_ID = /^[0-9A-Za-z_-]{1,64}$/

function badJobId(sheet: InputSheet<Name>, jobId: string): string {
  return (
    `Input job-id is ${sheet.quoted(jobId)}: it must be the 32 letters and digits at the end of the build ` +
    `task's page address.`
  )
}

function badProjectId(sheet: InputSheet<Name>, projectId: string): string {
  return `Input project-id is ${sheet.quoted(projectId)}: it must be the id of a CodeArts project, e.g. 32 hex digits.`
}
