import { mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, it } from '@jest/globals'
import { COMMIT, problemOf, read } from '../../inputs/workflow.js'

/** The forms of GitHub's payloads, with values of our own; `head` tells itself from GITHUB_SHA, which is all `a`. */
const HEAD = 'b'.repeat(40)
const BASE = 'c'.repeat(40)
const REPO = { id: 1, name: 'shop', full_name: 'octo/shop', fork: false, default_branch: 'main' }
const SENDER = { login: 'mona', id: 2, type: 'User' }
const common = { repository: REPO, sender: SENDER, organization: { login: 'octo' } }
const ref = (sha: string) => ({ label: 'octo:topic', ref: 'topic', sha, user: SENDER, repo: REPO })
const pull = { number: 7, state: 'open', head: ref(HEAD), base: ref(BASE), merge_commit_sha: BASE }
const issue = { number: 7, title: 'Title', state: 'open', user: SENDER, body: 'Text' }
const comment = { id: 3, body: 'Build this', user: SENDER, author_association: 'MEMBER' }

const BY_HEAD: readonly (readonly [string, object])[] = [
  [
    'pull_request',
    { action: 'synchronize', number: 7, pull_request: pull, before: BASE, after: HEAD },
  ],
  ['pull_request_target', { action: 'opened', number: 7, pull_request: pull }],
  [
    'pull_request_review',
    { action: 'submitted', review: { id: 4, commit_id: BASE }, pull_request: pull },
  ],
  [
    'pull_request_review_comment',
    { action: 'created', comment: { ...comment, commit_id: BASE }, pull_request: pull },
  ],
  [
    'workflow_run',
    {
      action: 'completed',
      workflow_run: {
        id: 5,
        head_sha: HEAD,
        head_branch: 'topic',
        head_repository: REPO,
        event: 'push',
      },
    },
  ],
  [
    'merge_group',
    {
      action: 'checks_requested',
      merge_group: {
        head_sha: HEAD,
        head_ref: 'refs/heads/gh-readonly-queue/main/pr-7',
        base_sha: BASE,
      },
    },
  ],
]

const BY_SHA: readonly (readonly [string, object])[] = [
  ['push', { ref: 'refs/heads/main', before: BASE, after: HEAD, head_commit: { id: HEAD } }],
  ['create', { ref: 'v1', ref_type: 'tag' }],
  ['delete', { ref: 'topic', ref_type: 'branch' }],
  ['deployment', { deployment: { id: 6, sha: HEAD, environment: 'prod' } }],
  [
    'deployment_status',
    { deployment: { id: 6, sha: HEAD }, deployment_status: { state: 'success' } },
  ],
  ['release', { action: 'published', release: { tag_name: 'v1', target_commitish: 'main' } }],
  ['registry_package', { action: 'published', registry_package: { name: 'shop' } }],
  ['repository_dispatch', { action: 'build', client_payload: { sha: HEAD } }],
  ['workflow_dispatch', { inputs: { sha: HEAD }, ref: 'refs/heads/main', workflow: 'ci.yml' }],
  ['schedule', { schedule: '0 4 * * *' }],
  ['issues', { action: 'opened', issue }],
  ['issue_comment', { action: 'created', issue, comment }],
  ['discussion', { action: 'created', discussion: { number: 8 } }],
  ['discussion_comment', { action: 'created', discussion: { number: 8 }, comment }],
  ['branch_protection_rule', { action: 'edited', rule: { id: 9 } }],
  ['fork', { forkee: { full_name: 'mona/shop' } }],
  ['gollum', { pages: [] }],
  ['image_version', { action: 'ready' }],
  ['label', { action: 'created', label: { name: 'bug' } }],
  ['milestone', { action: 'opened', milestone: { number: 1 } }],
  ['page_build', { build: { status: 'built', commit: HEAD } }],
  ['public', {}],
  ['watch', { action: 'started' }],
]

const UNSAID: readonly (readonly [string, object, string])[] = [
  [
    'check_run',
    { action: 'completed', check_run: { id: 10, head_sha: HEAD, pull_requests: [] } },
    '${{ github.event.check_run.head_sha }}',
  ],
  [
    'check_suite',
    { action: 'completed', check_suite: { id: 11, head_sha: HEAD } },
    '${{ github.event.check_suite.head_sha }}',
  ],
  [
    'status',
    { id: 12, sha: HEAD, state: 'success', context: 'ci', branches: [] },
    '${{ github.event.sha }}',
  ],
  [
    'issue_comment',
    {
      action: 'created',
      issue: { ...issue, pull_request: { url: 'https://api.github.com/x' } },
      comment,
    },
    'headRefOid',
  ],
]

function event(name: string, payload: object): NodeJS.ProcessEnv {
  const path = join(mkdtempSync(join(tmpdir(), 'event-')), 'event.json')
  writeFileSync(path, JSON.stringify({ ...common, ...payload }))
  return { GITHUB_EVENT_NAME: name, GITHUB_EVENT_PATH: path }
}

const sourceOf = (env: NodeJS.ProcessEnv, inputs = {}) => read({ env, inputs }).config?.source

describe('Of every event that can start a workflow', () => {
  it.each(BY_HEAD)('%s builds the head commit', (name, payload) => {
    expect(sourceOf(event(name, payload))).toEqual({ kind: 'commit', commit: HEAD })
  })

  it.each(BY_SHA)('%s builds GITHUB_SHA', (name, payload) => {
    expect(sourceOf(event(name, payload))).toEqual({ kind: 'commit', commit: COMMIT })
  })

  it.each(UNSAID)('%s asks for the commit, which its payload may name', (name, payload, place) => {
    const env = event(name, payload)
    const problem = problemOf({}, env)
    expect(problem).toContain('where GITHUB_SHA is the default branch')
    expect(problem).toContain(place)
    expect(sourceOf(env, { commit: HEAD })).toEqual({ kind: 'commit', commit: HEAD })
    expect(sourceOf(env, { commit: 'none' })).toEqual({ kind: 'default' })
    expect(sourceOf(env, { tag: 'v1' })).toEqual({ kind: 'tag', tag: 'v1' })
  })

  it('a comment whose payload is gone is not taken for one on a plain issue', () => {
    const env = { GITHUB_EVENT_NAME: 'issue_comment', GITHUB_EVENT_PATH: '/nowhere/x.json' }
    expect(problemOf({}, env)).toContain('The commit of this issue_comment is unknown')
  })

  it('one without any commit, all zeros, asks for another', () => {
    expect(problemOf({}, { GITHUB_SHA: '0'.repeat(40) })).toContain('not a full commit id')
  })
})
