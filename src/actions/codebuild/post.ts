import {
  CODEBUILD_WORDS,
  CodeBuildBackend,
  requestFrom,
  startRequest,
  type StartRequest,
} from '../../clouds/aws/codebuild/index.js'
import { ActionError, type JournalEntry } from '../../core/index.js'
import { OrphanReporter, printError } from '../../github/runner/index.js'
import { connectMeans, type Context, runEntry } from '../entry.js'
import { readActionInputs } from '../read-action-inputs.js'
import { endLeftRun, type PostFinding, runPost, type ShownRun } from '../supervised/index.js'
import { connectCodeBuild } from './connect-codebuild.js'
import { codeBuildInputs } from './inputs.js'
import { shownRun } from './shown-run.js'

/** Main may have been refused three times already. */
const MOST_REFUSALS = 2

/** The post step: stops the build that a killed, cancelled or lost main step left running. */
export function codeBuildPost(): Promise<void> {
  return runEntry((context) =>
    runPost(
      context,
      CODEBUILD_WORDS,
      (entry, found) => endLeftBuild(entry, found, context),
      () => checkOf(context),
    ),
  )
}

/** A problem with the inputs of source, environment or log must not prevent the stop. */
async function endLeftBuild(
  entry: JournalEntry,
  found: (left: PostFinding) => void,
  context: Context,
): Promise<boolean> {
  const { console } = context
  const needed = ['account', 'endpoint', 'logsEndpoint', 'project', 'run', 'report'] as const
  const { config } = readActionInputs(codeBuildInputs, context, { only: needed, quietly: true })
  if (config === undefined) return false
  const { project, report } = config
  const request = leftRequest(entry, project.name)
  if (request === undefined) {
    printError(console, unknownStart(project.name))
    return false
  }
  const reporter = new OrphanReporter(console)
  const means = { ...connectMeans(reporter, context), mostRefusals: MOST_REFUSALS }
  const { account, options } = connectCodeBuild(config, means)
  try {
    const callbacks = { started: () => undefined, print: (line: string) => console.line(line) }
    const backend = new CodeBuildBackend({ ...options, ...callbacks }, request)
    const owner = project.name
    return await endLeftRun({ backend, entry, reporter, owner, report, found }, context)
  } finally {
    account.close()
  }
}

/** The commit is read only if the step shows a check on it. */
function checkOf(context: Context): ShownRun | undefined {
  const { config: wanted } = readActionInputs(codeBuildInputs, context, {
    only: ['check'],
    quietly: true,
  })
  if (wanted === undefined || wanted.check.kind === 'none') return wanted
  const needed = ['check', 'source', 'run', 'dryRun'] as const
  const { config } = readActionInputs(codeBuildInputs, context, { only: needed, quietly: true })
  return config && shownRun(config)
}

/** The start that main may have sent. A build that is known is stopped without it. */
function leftRequest(entry: JournalEntry, project: string): StartRequest | undefined {
  if (entry.phase !== 'starting') return startRequest({ projectName: project })
  return entry.request === undefined ? undefined : requestFrom(entry.request, project)
}

function unknownStart(project: string): ActionError {
  return new ActionError(
    'internal',
    `A build of project ${project} may run: the start that was sent can't be read in the step's state.`,
    {
      hint: 'Open the project in the console, and stop the build if one runs.',
      delivery: 'unclear',
    },
  )
}
