import { constants, realpathSync } from 'node:fs'
import { placeOf, type PlaceProblem } from './place.js'
import { readRegularFile } from './read-regular-file.js'

/** The bytes of a file of the job, by the rules of `openToRead`, at once. Throws the system's error. */
export function readJobFile(
  given: string,
  folders: readonly [string, ...string[]],
  mostBytes: number,
): Buffer | PlaceProblem {
  const named = placeOf(given, folders)
  if (typeof named === 'string') return named
  const path = realpathSync(named.path)
  const real = placeOf(path, folders)
  if (typeof real === 'string') return real
  return readRegularFile(path, mostBytes, constants.O_NOFOLLOW)
}
