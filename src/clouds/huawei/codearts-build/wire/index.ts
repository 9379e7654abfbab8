export { readAnalysis } from './analysis.js'
export { readArtifacts } from './artifacts.js'
export { readFlowGraph } from './flow-graph.js'
export {
  type HistoryDetails,
  readHistoryDetails,
  readHistoryParameters,
  type RemoteStep,
} from './history-details.js'
export { type HistoryEntry, readHistory, readRecordList } from './history.js'
export { type JobEntry, readJobInfo, readJobList } from './job-list.js'
export { type LogPage, readLogPageV1, readLogPageV3, TEXT_V1, TEXT_V3 } from './log-page.js'
export { readRecentBuilds, type RecentBuilds } from './recent-builds.js'
export { readRecordInfo, type RecordInfo } from './record-info.js'
export { meaningOf, stepStatus } from './status-words.js'
export { readTaskChanges } from './task-changes.js'
export { readTaskParameters, type TaskParameter } from './task-parameters.js'
