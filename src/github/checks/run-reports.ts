import { capitalized, type StartedRun, type Verdict } from '../../core/index.js'
import { isSameCommit, startOfBytes } from '../../text/index.js'
import { type PublishedEnd, runLink } from '../summary/index.js'
import { checkAnnotations } from './check-annotations.js'
import { conclusionOf } from './conclusion.js'
import type { EndReport } from './publisher.js'

/** GitHub refuses a longer summary (REST API, "Check runs"). UTF-8 bytes. */
const LONGEST_SUMMARY_BYTES = 65_535

/** Which run a check is of, as far as that is known. */
export interface CheckedRun {
  readonly run?: StartedRun
  /** The commit that was asked for; absent for a tag or the task's own default. */
  readonly asked?: string
  /** The commit that the service named last. */
  readonly reported?: string
}

export function liveReport(run: StartedRun, predicate: string): { title: string; summary: string } {
  const title = `${capitalized(run.name)} ${predicate}`
  return { title, summary: `${runLink(run)} is running. This is updated when it ends.` }
}

/** A run of another commit than this check stands on fails the check, whatever its verdict. */
export function endReport(
  verdict: Verdict,
  { title, summary, findings }: PublishedEnd,
  { run, asked, reported }: CheckedRun,
): EndReport {
  const passed = verdict.exitCode === 0
  const other = otherCommit(asked, verdict.facts?.commit ?? reported)
  const note = other === undefined ? '' : `> ${other}\n\n`
  return {
    conclusion: other === undefined ? conclusionOf(verdict) : 'failure',
    title: other ?? title,
    summary: startOfBytes(`${note}${summary}`, LONGEST_SUMMARY_BYTES),
    annotations: checkAnnotations(findings, passed),
    ...(run && urlOf(run)),
  }
}

/** A title without the step's name, which is remote text: this one goes into the runner's state. */
export function shortTitle({ conclusion }: EndReport, run: StartedRun | undefined): string {
  const name = run === undefined ? 'The run' : capitalized(run.name)
  return `${name}: ${conclusion.replace('_', ' ')}`
}

export function urlOf({ url }: Pick<StartedRun, 'url'>): { readonly url?: string } {
  return url === undefined ? {} : { url }
}

function otherCommit(asked: string | undefined, built: string | undefined): string | undefined {
  if (asked === undefined || built === undefined || built === '') return undefined
  if (isSameCommit(asked, built)) return undefined
  const found = /^[0-9a-z]{1,64}$/i.test(built) ? built : 'another one'
  return `Asked for commit ${asked}, but the service built ${found}`
}
