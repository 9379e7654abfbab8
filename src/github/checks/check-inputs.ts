import { Secret } from '../../core/index.js'
import { baseUrl, endpointProblem, type InputGroup, type InputSheet } from '../../inputs/index.js'
import type { GithubAccess } from './check-calls.js'
import { hasReadOnlyToken } from './read-only-token.js'

/** Whether and how a run is shown on its commit. */
export type CheckConfig = { readonly kind: 'none' } | WantedCheck

export interface WantedCheck {
  readonly kind: 'check' | 'status'
  readonly name: string
  /** Without a token where the input is empty. */
  readonly access: Omit<GithubAccess, 'token'> & { readonly token?: Secret }
  /** The workflow runs for a fork or for Dependabot, whose tokens read only whatever its permissions say. */
  readonly readOnly: boolean
  /** Run id, attempt and job of the workflow, each with a slash after it. */
  readonly origin: string
  /** The workflow run's page. */
  readonly runUrl?: string
}

/** A commit status takes no more; no document gives a limit for a check. */
const LONGEST_NAME_CHARS = 255
const API = 'https://api.github.com'
const REPOSITORY = /^(?<owner>[\w.-]+)\/(?<repo>[\w.-]+)$/

type Name = 'check-name' | 'check-kind' | 'github-token'

export const checkInputs: InputGroup<Name, CheckConfig> = {
  table: {
    'check-name': {},
    'check-kind': { default: 'check' },
    'github-token': { default: '${{ github.token }}', secret: true },
  },
  read: (sheet) => {
    const kind = sheet.choice('check-kind', ['check', 'status'])
    const name = sheet.text('check-name')
    if (name === '') return { kind: 'none' }
    if (name.length > LONGEST_NAME_CHARS || /[\p{Cc}\u2028\u2029]/u.test(name)) {
      sheet.problem(
        `Input check-name is ${sheet.quoted(name)}: it must be one line of at most ${LONGEST_NAME_CHARS} characters.`,
      )
    }
    const access = accessOf(sheet)
    return access && { kind, name, access, ...workflowOf(sheet) }
  },
}

function accessOf(sheet: InputSheet<Name>): WantedCheck['access'] | undefined {
  const given = sheet.variable('GITHUB_API_URL') || API
  const problem = endpointProblem('GITHUB_API_URL', given)
  if (problem !== undefined) sheet.problem(problem)
  const repository = sheet.variable('GITHUB_REPOSITORY')
  const { owner, repo } = REPOSITORY.exec(repository)?.groups ?? {}
  if (owner === undefined || repo === undefined) {
    sheet.problem(
      `GITHUB_REPOSITORY is ${sheet.quoted(repository)}, not owner/name: check-name needs it to publish on the commit.`,
    )
    return undefined
  }
  const token = sheet.text('github-token')
  return problem === undefined
    ? { apiUrl: baseUrl(given), owner, repo, ...(token !== '' && { token: new Secret(token) }) }
    : undefined
}

function workflowOf(sheet: InputSheet<Name>): Pick<WantedCheck, 'readOnly' | 'origin' | 'runUrl'> {
  const [id, attempt, job] = ['GITHUB_RUN_ID', 'GITHUB_RUN_ATTEMPT', 'GITHUB_JOB'].map((name) =>
    sheet.variable(name),
  )
  const server = sheet.variable('GITHUB_SERVER_URL')
  const runUrl = `${server}/${sheet.variable('GITHUB_REPOSITORY')}/actions/runs/${id ?? ''}`
  return {
    readOnly: hasReadOnlyToken((name) => sheet.variable(name)),
    origin: `${id ?? ''}/${attempt ?? ''}/${job ?? ''}/`,
    ...(URL.canParse(runUrl) && { runUrl }),
  }
}
