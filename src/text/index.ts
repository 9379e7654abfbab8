export { isFullCommitId, isReportedCommitId, isSameCommit } from './commit-id.js'
export { isCredential } from './credential.js'
export { duration, isInstant } from './duration.js'
export { jsonFields } from './json-fields.js'
export {
  dig,
  isList,
  isObject,
  isOverloaded,
  type JsonObject,
  jsonObject,
  parseJson,
} from './json.js'
export { present } from './present.js'
export { quoted, quotedWhole } from './quoted.js'
export { maskedForms, SHORTEST_SECRET } from './secret-forms.js'
export { Secrets } from './secrets.js'
export { nearest } from './similar-names.js'
export { frontOf, shortened, startOf, startOfBytes } from './start-of.js'
export { type StarringStream, type StarringText, STARS } from './starring-stream.js'
