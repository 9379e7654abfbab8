import { isCommit } from '../../clouds/aws/codebuild/index.js'
import type { ShownRun } from '../supervised/index.js'
import type { CodeBuildConfig } from './inputs.js'

/** What is shown on the commit: nothing of a build that nobody waits for, or that is only tried. */
export function shownRun({
  check,
  source,
  run,
  dryRun,
}: Pick<CodeBuildConfig, 'check' | 'source' | 'run' | 'dryRun'>): ShownRun {
  const { version } = source
  return {
    check: run.wait && !dryRun ? check : { kind: 'none' },
    ...(version !== undefined && isCommit(version) && { commit: version.toLowerCase() }),
  }
}
