import { ActionError, type Secret } from '../../core/index.js'
import type { Transport } from '../../http/index.js'
import { checkOf, checksOf, type SeenCheck, statusOf } from './check-answers.js'
import type { CheckConclusion, StatusState } from './conclusion.js'
import { badGithubAnswer, githubError, type Permission, type Reading } from './github-errors.js'
import type * as OctokitModule from './octokit.js'
import { octokitFetch } from './octokit-fetch.js'

/** Where checks are published, and with which token. */
export interface GithubAccess {
  /** Without a slash at its end, e.g. `https://api.github.com` or `https://host/api/v3`. */
  readonly apiUrl: URL
  readonly owner: string
  readonly repo: string
  readonly token: Secret
}

export interface CheckOutput {
  readonly title: string
  readonly summary: string
  readonly annotations?: readonly CheckAnnotation[]
}

/** One annotation in GitHub's form. */
export interface CheckAnnotation {
  readonly path: string
  readonly start_line: number
  readonly end_line: number
  readonly start_column?: number
  readonly end_column?: number
  readonly annotation_level: 'notice' | 'warning' | 'failure'
  readonly message: string
  readonly title?: string
}

/** What is written into a check run; what is absent stays as it is. */
export interface CheckFields {
  readonly output: CheckOutput
  readonly details_url?: string
  /** ISO 8601. */
  readonly started_at?: string
  /** With `completed_at`: the check is over. */
  readonly conclusion?: CheckConclusion
  readonly completed_at?: string
}

export interface NewCheck extends CheckFields {
  readonly name: string
  readonly head_sha: string
  readonly external_id: string
}

export interface NewStatus {
  readonly commit: string
  readonly context: string
  readonly state: StatusState
  readonly description: string
  readonly target_url?: string
}

/** For one request. After a time-out a second one still fits in what a check's opening or end may take. */
const ANSWER_WITHIN_MS = 4_000
const PAGE_SIZE = 100
/** A suite keeps 1,000 check runs of one name (GitHub REST API, "Check runs"). */
const MOST_PAGES = 10
const VERSION = { 'x-github-api-version': '2022-11-28' }
const silent = (): undefined => undefined
/** octokit's default logger prints GitHub's text as it is, past our console, which makes it inert. */
const NO_LOG = { debug: silent, info: silent, warn: silent, error: silent }

type Octokit = Awaited<ReturnType<typeof connected>>

async function connected({ apiUrl, token }: GithubAccess, transport: Transport) {
  const { getOctokit } = await loaded()
  return getOctokit(token.reveal(), {
    baseUrl: apiUrl.href.replace(/\/$/, ''),
    userAgent: 'codearts-build-action',
    log: NO_LOG,
    request: { fetch: octokitFetch(transport, ANSWER_WITHIN_MS), log: NO_LOG },
  })
}

async function loaded(): Promise<typeof OctokitModule> {
  try {
    return await import(/* webpackIgnore: true */ './octokit.js')
  } catch (cause) {
    throw new ActionError('bad-input', "The client of GitHub's API can't be loaded.", {
      hint: 'It reads https_proxy while it loads: check that it is a URL.',
      delivery: 'not-delivered',
      cause,
    })
  }
}

/**
 * The calls of GitHub's API that publish a check, each with its answer guarded. Throws `ActionError`; nothing is
 * loaded before the first call.
 */
export class CheckCalls {
  readonly #access: GithubAccess
  readonly #transport: Transport
  readonly #reading: () => Reading
  #octokit: Promise<Octokit> | undefined

  constructor(access: GithubAccess, transport: Transport, reading: () => Reading) {
    this.#access = access
    this.#transport = transport
    this.#reading = reading
  }

  async create(check: NewCheck, signal: AbortSignal): Promise<SeenCheck> {
    const { annotations = [], ...output } = check.output
    return await this.#ask('POST check-runs', 'checks: write', checkOf, (octokit, common) =>
      octokit.rest.checks.create({
        ...check,
        output: { ...output, ...(annotations.length > 0 && { annotations: [...annotations] }) },
        status: check.conclusion === undefined ? 'in_progress' : 'completed',
        ...common(signal),
      }),
    )
  }

  async update(id: number, fields: CheckFields, signal: AbortSignal): Promise<SeenCheck> {
    const { annotations = [], ...output } = fields.output
    return await this.#ask('PATCH check-runs', 'checks: write', checkOf, (octokit, common) =>
      octokit.rest.checks.update({
        ...fields,
        check_run_id: id,
        output: { ...output, ...(annotations.length > 0 && { annotations: [...annotations] }) },
        ...(fields.conclusion !== undefined && { status: 'completed' as const }),
        ...common(signal),
      }),
    )
  }

  /** The newest check run of this name on the commit whose `external_id` is exactly this one. */
  async find(
    commit: string,
    name: string,
    externalId: string,
    signal: AbortSignal,
  ): Promise<SeenCheck | undefined> {
    for (let page = 1; page <= MOST_PAGES; page += 1) {
      const checks = await this.#ask(
        'GET check-runs',
        'checks: write',
        checksOf,
        (octokit, common) =>
          octokit.rest.checks.listForRef({
            ref: commit,
            check_name: name,
            filter: 'all',
            per_page: PAGE_SIZE,
            page,
            ...common(signal),
          }),
      )
      const found = checks.seen.find((one) => one.externalId === externalId)
      if (found !== undefined || checks.size < PAGE_SIZE) return found
    }
    return undefined
  }

  /** The address that the status leads to. */
  async createStatus(status: NewStatus, signal: AbortSignal): Promise<string | undefined> {
    const { commit, ...fields } = status
    return await this.#ask('POST statuses', 'statuses: write', statusOf, (octokit, common) =>
      octokit.rest.repos.createCommitStatus({ ...fields, sha: commit, ...common(signal) }),
    )
  }

  async #ask<T>(
    call: string,
    permission: Permission,
    read: (data: unknown) => { readonly value: T } | undefined,
    send: (octokit: Octokit, common: Common) => Promise<{ readonly data: unknown }>,
  ): Promise<T> {
    const { owner, repo } = this.#access
    const common: Common = (signal) => ({ owner, repo, headers: VERSION, request: { signal } })
    try {
      this.#octokit ??= connected(this.#access, this.#transport)
      const { data } = await send(await this.#octokit, common)
      const answer = read(data)
      if (answer === undefined) throw badGithubAnswer(call)
      return answer.value
    } catch (error) {
      throw githubError(call, permission, error, this.#reading())
    }
  }
}

type Common = (signal: AbortSignal) => {
  readonly owner: string
  readonly repo: string
  readonly headers: Readonly<Record<string, string>>
  readonly request: { readonly signal: AbortSignal }
}
