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
    const problem = problemOf(sheet, jobId, projectId, jobName)
    if (problem !== undefined) sheet.problem(problem)
    else if (jobId !== '') return { by: 'id', jobId }
    else return { by: 'name', projectId, jobName }
    return undefined
  },
}

function problemOf(
  sheet: InputSheet<Name>,
  jobId: string,
  projectId: string,
  jobName: string,
): string | undefined {
  if (jobId !== '' && jobName !== '') {
    return 'Inputs job-id and job-name are both given; keep one of them.'
  }
  if (jobId !== '') return JOB_ID.test(jobId) ? undefined : badJobId(sheet, jobId)
  if (jobName === '' && projectId === '') {
    return 'No build task: give job-id, or project-id and job-name.'
  }
  if (jobName === '') return 'Input job-name is empty: project-id needs it beside it.'
  if (projectId === '') return 'Input project-id is empty: job-name needs it beside it.'
  return /^[0-9A-Za-z_-]{1,64}$/.test(projectId) ? undefined : badProjectId(sheet, projectId)
}

function badJobId(sheet: InputSheet<Name>, jobId: string): string {
  return (
    `Input job-id is ${sheet.quoted(jobId)}: it must be the 32 letters and digits at the end of the build ` +
    `task's page address.`
  )
}

function badProjectId(sheet: InputSheet<Name>, projectId: string): string {
  return `Input project-id is ${sheet.quoted(projectId)}: it must be the id of a CodeArts project, e.g. 32 hex digits.`
}
