import type { Context } from '../entry.js'
import { githubTransport, type ShownRun } from './run-check-of.js'
import {
  assertNever,
  capitalized,
  type Conclusion,
  type Orphan,
  type RunWords,
} from '../../core/index.js'
import {
  type CheckConclusion,
  checkStore,
  type EndReport,
  type OpenCheck,
  type WantedCheck,
} from '../../github/checks/index.js'
import { OrphanReporter } from '../../github/runner/index.js'
import { type AfterStart, loadAfterStart } from './load-after-start.js'

/** The check that main opened and did not complete; an unreadable record counts as none. */
export function openCheckIn(env: NodeJS.ProcessEnv): OpenCheck | 'over' | undefined {
  const record = checkStore.load(env)
  if (record === undefined || record === 'unreadable') return undefined
  return record.phase === 'over' ? 'over' : record
}

/** What a post step found of the run that main left. */
export interface PostFinding {
  readonly orphan: Orphan
  /** The same in Markdown, with the run's name and page. */
  readonly summary?: string
}

/** Completes what main left of its check. `finding` is absent if main saw its run's end. */
export async function completeCheck(
  { check: wanted, commit }: ShownRun,
  words: RunWords,
  finding: PostFinding | undefined,
  context: Context,
): Promise<void> {
  if (wanted.kind === 'none') return
  const record = openCheckIn(context.env)
  const on = (record === 'over' ? undefined : record?.commit) ?? commit
  if (record === 'over' || on === undefined) return
  const { completeLeftCheck, publisherOf, runLink, starring } = await loadAfterStart()
  const { clock, random, cancel, console, secrets } = context
  const star = starring(secrets)
  const parts = { clock, random, cancel }
  const reporter = new OrphanReporter(console)
  await completeLeftCheck(
    {
      ...parts,
      wanted,
      publisher: publisherOf(wanted, () => githubTransport(context), { ...parts, star }, record),
      messages: {
        line: (text) => reporter.note(text),
        warning: (warning) => reporter.warning(warning),
      },
    },
    { name: wanted.name, commit: on, externalId: record?.externalId ?? wanted.origin },
    reportOf(record, finding, words, wanted, runLink),
  )
}

/** Main's conclusion where it had one; else what the post step found. */
function reportOf(
  record: OpenCheck | undefined,
  finding: PostFinding | undefined,
  words: RunWords,
  { runUrl }: WantedCheck,
  runLink: AfterStart['runLink'],
): EndReport {
  const { run: name = `the ${words.run}`, url } = record ?? {}
  const page = url === undefined ? {} : { url }
  const [conclusion, what] = endingOf(finding?.orphan)
  const paragraphs = [
    finding?.summary ?? `**${runLink({ name, ...page })}**`,
    record?.conclusion === undefined
      ? 'The main step ended before it knew the result.'
      : 'The main step knew the result, but could not write the rest of this text.',
    ...(runUrl === undefined ? [] : [`Its log is on the page of the workflow run: ${runUrl}`]),
  ]
  return {
    conclusion: record?.conclusion ?? conclusion,
    title: record?.title ?? `${capitalized(name)}: ${what}`,
    summary: paragraphs.join('\n\n'),
    annotations: [],
    ...page,
  }
}

function endingOf(orphan: Orphan | undefined): readonly [CheckConclusion, string] {
  switch (orphan?.kind) {
    case undefined:
    case 'nothing':
      return ['failure', 'the step that followed it was ended']
    case 'never-started':
      return ['cancelled', 'not started']
    case 'had-ended':
      return [CONCLUSIONS[orphan.ended.conclusion], 'ended without the step that followed it']
    case 'stopped':
      return ['cancelled', 'stopped by the post step']
    case 'unconfirmed':
      return ['failure', 'may still be running']
    default:
      return assertNever(orphan)
  }
}

/** Never a success, even if the build succeeded: the main step was killed, and a killed step doesn't pass. */
const CONCLUSIONS: Readonly<Record<Conclusion, CheckConclusion>> = {
  succeeded: 'failure',
  failed: 'failure',
  unknown: 'failure',
  stopped: 'cancelled',
  'timed-out': 'timed_out',
}
