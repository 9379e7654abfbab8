/**
 * Files that a job names: a checked out repository may hold links that lead elsewhere, so nothing outside of this folder
 * opens one by its path.
 */
export { appendToFile } from './append-to-file.js'
export { openFolder } from './open-folder.js'
export { openToRead } from './open-to-read.js'
export { openToWrite } from './open-to-write.js'
export { readJobFile } from './read-job-file.js'
export { readRegularFile } from './read-regular-file.js'
export { replaceFile } from './replace-file.js'
export { jobFolders, type Place, placeOf, type PlaceProblem, placeToWrite } from './place.js'
