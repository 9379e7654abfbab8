export {
  BUILD_WORDS,
  codeArtsBackend,
  type CodeArtsBackend,
  type CodeArtsBuildOptions,
  codeArtsBuilds,
} from './backend.js'
export { buildEndpoint } from './build-endpoint.js'
export { consoleUrl } from './console-url.js'
export { findJob } from './find-job.js'
export { jobListV1, jobListV3 } from './job-list.js'
export { buildLogFormat } from './log-format.js'
export { logLevelInput } from './log-level.js'
export { previewParameters } from './parameter-preview.js'
export { type BuildParameter, parameterInputs } from './parameters.js'
export { type ReuseConfig, reuseInputs } from './reuse/index.js'
export { startPreview } from './start-preview.js'
export { checkTask } from './task-check.js'
export { JOB_ID } from './api/build-run.js'
export { taskRef, type TaskRef } from './task-ref.js'
export type { JobEntry } from './wire/index.js'
