import type { BuildConfig } from './inputs.js'
import type { ShownRun } from '../supervised/index.js'

/** The run that is shown on the commit: none where the step doesn't wait for it, or starts none in a dry run. */
export function shownRun({
  check,
  source,
  run,
  dryRun,
}: Pick<BuildConfig, 'check' | 'source' | 'run' | 'dryRun'>): ShownRun {
  return {
    check: run.wait && !dryRun ? check : { kind: 'none' },
    ...(source.kind === 'commit' && { commit: source.commit }),
  }
}
