export {
  type FollowedAction,
  RELEASE_WORDS,
  type ReleaseOptions,
  type ReleaseRequest,
  Releases,
} from './backend.js'
export { findLive } from './find-live.js'
export { type KnownBefore, knownBeforeOf, readBefore } from './known-before.js'
export { type ReleaseAction, ReleaseApi, type ReleaseTaskRef } from './release-api.js'
export { releaseEndpoint } from './service-endpoint.js'
