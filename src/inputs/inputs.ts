import type { Config, CredentialsConfig, ServiceConfig, TaskConfig } from '../config.js'
import { readCredentials } from '../clouds/huawei/credentials.js'
import { InputSheet, quoted } from './input-sheet.js'
import { readLogFile } from './log-file.js'
import { checkParameters, draftParameters } from '../clouds/huawei/codearts-build/parameters.js'
import { maskedForms, secretValues, starredForms } from './secrets.js'
import { readSource } from '../github/runner/source.js'

/** The inputs that choose the endpoints, as given. */
export interface RawService {
  readonly region?: string
  readonly endpoint?: string
  readonly iamEndpoint?: string
  readonly stsEndpoint?: string
}

/** Which sign-in service the credentials need beside CodeArts Build. */
export type SignInService = 'iam' | 'sts' | 'none'

export type ResolveService = (
  raw: RawService,
  need: SignInService,
) => { readonly service?: ServiceConfig; readonly problems: readonly string[] }

export interface ReadConfig {
  /** Deep-frozen; absent when there is a problem. */
  readonly config?: Config
  /** One line for each bad or missing input: its value, the rule, the way out. No secret's value. */
  readonly problems: readonly string[]
  readonly warnings: readonly string[]
}

/**
 * The workflow's inputs as one checked value. Every secret goes to `mask` before anything else happens;
 * every problem is found in the one pass.
 */
export function readConfig(
  env: NodeJS.ProcessEnv,
  resolveService: ResolveService,
  mask: (value: string) => void,
): ReadConfig {
  const sheet = new InputSheet(env)
  const drafts = draftParameters(sheet)
  const secretDrafts = drafts.filter(({ input }) => input === 'secret-parameters')
  const secrets = secretValues(
    sheet,
    secretDrafts.map(({ name, value = '' }) => ({ name, value, secret: true })),
  )
  for (const form of new Set(secrets.flatMap(maskedForms))) mask(form)

  const parameters = checkParameters(sheet, drafts)
  const region = sheet.text('region') || sheet.variable('HUAWEI_CLOUD_REGION')
  const credentials = readCredentials(sheet, region)
  const service = readService(sheet, region, resolveService, credentials)
  const task = readTask(sheet)
  const source = readSource(sheet, sheet.boolean('build-forks'))
  const settings = readSettings(sheet)
  const { problems, warnings } = sheet
  const complete = service && task && credentials && source
  if (!complete || problems.length > 0) return { problems, warnings }
  const report = { ...settings.report, secrets: starredForms(secrets) }
  const config: Config = { ...settings, service, task, credentials, source, parameters, report }
  return { config: deepFreeze(config), problems, warnings }
}

function readService(
  sheet: InputSheet,
  region: string,
  resolveService: ResolveService,
  credentials: CredentialsConfig | undefined,
): ServiceConfig | undefined {
  const given = {
    region,
    endpoint: sheet.text('endpoint'),
    iamEndpoint: sheet.text('iam-endpoint'),
    stsEndpoint: sheet.text('sts-endpoint'),
  }
  const raw: RawService = Object.fromEntries(Object.entries(given).filter(([, value]) => value))
  const need =
    credentials?.method === 'password' ? 'iam' : credentials?.method === 'oidc' ? 'sts' : 'none'
  const { service, problems } = resolveService(raw, need)
  sheet.problems.push(...problems)
  return service
}

function readTask(sheet: InputSheet): TaskConfig | undefined {
  const [jobId, projectId, jobName] = [
    sheet.text('job-id'),
    sheet.text('project-id'),
    sheet.text('job-name'),
  ]
  if (jobId !== '' && jobName !== '') {
    sheet.problem('Inputs job-id and job-name are both given; keep one of them.')
    return
  }
  if (jobId !== '') {
    if (/^[0-9A-Za-z]{32}$/.test(jobId)) return { by: 'id', jobId }
    sheet.problem(
      `Input job-id is ${quoted(jobId)}: it must be the 32 letters and digits at the end of the build ` +
        `task's page address.`,
    )
    return
  }
  if (jobName === '' && projectId === '') {
    sheet.problem('No build task: give job-id, or project-id and job-name.')
    return
  }
  if (jobName === '') {
    sheet.problem('Input job-name is empty: project-id needs it beside it.')
    return
  }
  if (projectId === '') {
    sheet.problem('Input project-id is empty: job-name needs it beside it.')
    return
  }
  if (!/^[0-9A-Za-z_-]{1,64}$/.test(projectId)) {
    sheet.problem(
      `Input project-id is ${quoted(projectId)}: it must be the id of a CodeArts project, e.g. 32 hex digits.`,
    )
    return
  }
  return { by: 'name', projectId, jobName }
}

function readSettings(sheet: InputSheet) {
  const wait = sheet.boolean('wait')
  const timeoutMs = sheet.decimal('timeout-minutes', 0) * 60_000
  const file = readLogFile(sheet, wait)
  return {
    run: {
      wait,
      dryRun: sheet.boolean('dry-run'),
      ...(timeoutMs > 0 && { timeoutMs }),
      pollIntervalMs: sheet.decimal('poll-interval-seconds', 0.2) * 1_000,
      stopOnCancel: sheet.boolean('stop-on-cancel'),
      stopOnTimeout: sheet.boolean('stop-on-timeout'),
    },
    log: {
      mode: sheet.choice('logs', ['stream', 'on-failure', 'none']),
      level: sheet.choice('log-level', ['INFO', 'DEBUG']),
      timestamps: sheet.boolean('log-timestamps'),
      ...(file !== undefined && { file }),
    },
    report: {
      summary: sheet.boolean('step-summary'),
      annotations: sheet.boolean('annotations'),
    },
  }
}

/** Arrays and plain objects only: a URL or a Secret guards itself. */
function deepFreeze<Value>(value: Value): Value {
  if (typeof value !== 'object' || value === null) return value
  const plain: unknown = Object.getPrototypeOf(value)
  if (plain !== Object.prototype && plain !== Array.prototype) return value
  for (const each of Object.values(value)) deepFreeze(each)
  return Object.freeze(value)
}
