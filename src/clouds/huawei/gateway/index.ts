export { allPages, type ListedPages, type ListPage, type PagedList } from './all-pages.js'
export { statusOf } from './answer-errors.js'
export { ALREADY_ENDED } from './answer-errors.js'
export { type ApiVersion, ApiVersions, isNotOffered } from './api-versions.js'
export { parseAnswer } from './error-body.js'
export { drop, type FileAnswer } from './file-answer.js'
export {
  badAnswer,
  between,
  countOf,
  durationOf,
  field,
  flagOf,
  shapeOf,
  textOf,
  timeOf,
  unwrapped,
} from './guards.js'
export { PageReader } from './page-reader.js'
export type { PageAnswer } from './page-text.js'
export { type CalledService, nameOf, type ServiceCall, ServiceClient } from './service-client.js'
