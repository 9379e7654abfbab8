import type { BuildConfig } from './inputs.js'
import type { ShownRun } from '../supervised/index.js'

/** What is shown on the commit: nothing of a run that nobody waits for, or that is only tried. */
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
