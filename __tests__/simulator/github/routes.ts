import { type Answer, json } from '../exchange.js'
import { checkUpdateFlaw, newCheckFlaw, statusFlaw } from './check-rules.js'
import type { CheckStore, SeenCheckRun } from './check-store.js'
import { commit, isFields } from './field-rules.js'

export interface Repository {
  readonly store: CheckStore
  /** Its page. */
  readonly url: string
  readonly problem: (what: string) => void
}

export interface GithubCall {
  readonly params: Readonly<Record<string, string>>
  readonly query: URLSearchParams
  readonly body: unknown
}

export interface GithubRoute {
  readonly name: string
  readonly method: 'GET' | 'POST' | 'PATCH'
  /** After `/repos/{owner}/{repo}`. */
  readonly pattern: RegExp
  readonly answer: (call: GithubCall, repository: Repository) => Answer
}

export const githubRoutes: readonly GithubRoute[] = [
  {
    name: 'create-check',
    method: 'POST',
    pattern: /^(?<path>\/check-runs)$/,
    answer: ({ body }, repository) => {
      const flaw = newCheckFlaw(body)
      if (flaw !== undefined || !isFields(body)) return invalid(flaw, repository)
      return json(shown(repository.store.create(body), repository), 201)
    },
  },
  {
    name: 'update-check',
    method: 'PATCH',
    pattern: /^\/check-runs\/(?<id>\d+)$/,
    answer: ({ body, params }, repository) => {
      const flaw = checkUpdateFlaw(body)
      if (flaw !== undefined || !isFields(body)) return invalid(flaw, repository)
      const check = repository.store.update(Number(params['id']), body)
      return check === undefined
        ? json({ message: 'Not Found' }, 404)
        : json(shown(check, repository))
    },
  },
  {
    name: 'list-checks',
    method: 'GET',
    pattern: /^\/commits\/(?<ref>[^/]+)\/check-runs$/,
    answer: listed,
  },
  {
    name: 'statuses',
    method: 'POST',
    pattern: /^\/statuses\/(?<sha>[^/]+)$/,
    answer: ({ body, params }, repository) => {
      const { sha = '' } = params
      const flaw = commit(sha) ?? statusFlaw(body)
      if (flaw !== undefined || !isFields(body)) return invalid(flaw, repository)
      const status = {
        sha,
        context: textIn(body['context']) ?? 'default',
        state: textIn(body['state']) ?? '',
        description: textIn(body['description']) ?? '',
        target_url: textIn(body['target_url']) ?? null,
      }
      repository.store.statuses.push(status)
      return json({ id: repository.store.statuses.length, ...status }, 201)
    },
  },
]

function listed({ params, query }: GithubCall, repository: Repository): Answer {
  const known = ['check_name', 'status', 'filter', 'per_page', 'page', 'app_id']
  const unknown = [...query.keys()].find((name) => !known.includes(name))
  if (unknown !== undefined) repository.problem(`query ${unknown}`)
  const size = Number(query.get('per_page') ?? '30')
  const page = Number(query.get('page') ?? '1')
  if (!(size >= 1 && size <= 100) || !(page >= 1)) repository.problem(`page ${page} of ${size}`)
  const name = query.get('check_name')
  const matching = repository.store.checks
    .filter((one) => one.head_sha === params['ref'] && (name === null || one.name === name))
    .toReversed()
  const found = query.get('filter') === 'all' ? matching : matching.slice(0, 1)
  return json({
    total_count: found.length,
    check_runs: found.slice((page - 1) * size, page * size).map((one) => shown(one, repository)),
  })
}

function shown({ title, summary, annotations, ...check }: SeenCheckRun, { url }: Repository) {
  return {
    ...check,
    html_url: `${url}/runs/${check.id}`,
    url: `https://api.github.com/check-runs/${check.id}`,
    check_suite: { id: 77 },
    app: { id: 15368, slug: 'github-actions' },
    pull_requests: [],
    output: { title, summary, text: null, annotations_count: annotations.length },
  }
}

function invalid(flaw: string | undefined, { problem }: Repository): Answer {
  problem(flaw ?? 'no object')
  return json({ message: `Invalid request.\n\n${flaw ?? ''}`, status: '422' }, 422)
}

function textIn(value: unknown): string | undefined {
  return typeof value === 'string' ? value : undefined
}
