export { type Applied, applyTask } from './apply-task.js'
export { Attempts } from './attempts.js'
export { createOnce } from './create-once.js'
export { exportText } from './export-text.js'
export { findTask } from './find-task.js'
export {
  DEFINITION_SCHEMAS,
  type ReadDefinition,
  readTask,
  readTemplate,
} from './read-definition.js'
export { type ReadScope, readTaskState } from './read-task.js'
export { secretHints } from './secret-hints.js'
export type { Problem, TaskDefinition, TemplateDefinition } from './shapes/index.js'
export { noSuchTask } from './no-such-task.js'
export { TaskCalls } from './task-calls.js'
export { missingSecrets, planTask, type TaskPlan, type Variable } from './task-plan.js'
export { type TaskState, taskView } from './task-state.js'
export { type ListedTemplate, TemplateCalls } from './template-calls.js'
export {
  missingTemplateSecrets,
  onlyTemplate,
  planTemplate,
  stepsOfTemplate,
  templateBody,
  type TemplatePlan,
  templateState,
  type TemplateState,
  templateView,
} from './template-state.js'
