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
import { endLeftRun, type PostFinding, runPost } from '../supervised/index.js'
import { connectCodeBuild } from './connect-codebuild.js'
import { type CodeBuildConfig, codeBuildInputs } from './inputs.js'
import { shownRun } from './shown-run.js'

/** The post step: stops the build that a killed, cancelled or lost main step left running. */
export function codeBuildPost(): Promise<void> {
  return runEntry(async (context) => {
    let read: { readonly config?: CodeBuildConfig } | undefined
    const config = (): CodeBuildConfig | undefined => {
      read ??= readActionInputs(codeBuildInputs, context, { quietly: true })
      return read.config
    }
    return await runPost(
      context,
      CODEBUILD_WORDS,
      (entry, found) => endLeftBuild(config(), entry, found, context),
      () => {
        const inputs = config()
        return inputs && shownRun(inputs)
      },
    )
  })
}

async function endLeftBuild(
  config: CodeBuildConfig | undefined,
  entry: JournalEntry,
  found: (left: PostFinding) => void,
  context: Context,
): Promise<boolean> {
  if (config === undefined) return false
  const { console } = context
  const { project, report } = config
  const request = leftRequest(entry, project.name)
  if (request === undefined) {
    printError(console, unknownStart(project.name))
    return false
  }
  const reporter = new OrphanReporter(console)
  const { account, options } = connectCodeBuild(config, connectMeans(reporter, context))
  try {
    const told = { started: () => undefined, tell: (line: string) => console.line(line) }
    const backend = new CodeBuildBackend({ ...options, ...told }, request)
    const owner = project.name
    return await endLeftRun({ backend, entry, reporter, owner, report, found }, context)
  } finally {
    account.close()
  }
}

/** The start that main may have sent. A build that is known needs none to be stopped. */
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
