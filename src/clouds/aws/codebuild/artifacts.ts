import type { Artifact } from '../../../core/index.js'
import type { BuildRecord } from './build-record.js'

/** What the build left in S3: the project's artifacts, then the secondary ones. */
export function artifactsOf({ artifacts }: BuildRecord): readonly Artifact[] {
  return artifacts.map(({ location, sha256 }) => ({
    name: location.slice(location.lastIndexOf('/') + 1),
    version: '',
    type: 's3',
    uri: location,
    kind: 'package',
    ...(sha256 !== undefined && { sha256 }),
  }))
}

/** An artifact as the output `artifacts` has it. */
export function artifactOutput({ uri, sha256 }: Artifact): Readonly<Record<string, string>> {
  return { location: uri, ...(sha256 !== undefined && { sha256 }) }
}
