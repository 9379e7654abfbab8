import { isFullCommitId } from '../../text/index.js'
import type { ShownRun } from '../supervised/index.js'
import type { CodeBuildConfig } from './inputs.js'

/** The build that is shown on the commit: none where the step doesn't wait for it, or starts none in a dry run. */
export function shownRun({
  check,
  source,
  run,
  dryRun,
}: Pick<CodeBuildConfig, 'check' | 'source' | 'run' | 'dryRun'>): ShownRun {
  const { version } = source
  return {
    check: run.wait && !dryRun ? check : { kind: 'none' },
    ...(version !== undefined && isFullCommitId(version) && { commit: version.toLowerCase() }),
  }
}
