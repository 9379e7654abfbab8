export {
  codeArts,
  type CodeArtsOptions,
  type CodeArtsSystem,
  codeArtsWorld,
  type CodeArtsWorld,
  STRANGE_COMMIT,
} from './codearts.js'
export { codeBuild, codeBuildWorld, type CodeBuildWorld } from './codebuild.js'
export type { Moment } from './mortal.js'
export type { NetworkFault } from './network.js'
export { pipelineOf, releaseTask, releaseWorld, type ReleaseWorld } from './release.js'
export type { SeenRun, System } from './system.js'
export { type AnyWorld, World, type WorldOptions } from './world.js'
