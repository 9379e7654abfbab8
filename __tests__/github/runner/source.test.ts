import { mkdtempSync, truncateSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, it } from '@jest/globals'
import { COMMIT, problemOf, read } from '../../inputs/workflow.js'

const HEAD = 'b'.repeat(40)
const OURS = { full_name: 'Octo/app' }
const THEIRS = { full_name: 'evil/app' }

const pull = (repo: unknown, sha: unknown = HEAD) => ({
  pull_request: { head: { sha, repo }, base: { repo: OURS } },
})
const run = (repo: unknown) => ({
  workflow_run: { head_sha: HEAD, head_repository: repo },
  repository: OURS,
})

function event(name: string, payload: unknown): NodeJS.ProcessEnv {
  const path = join(mkdtempSync(join(tmpdir(), 'event-')), 'event.json')
  writeFileSync(path, typeof payload === 'string' ? payload : JSON.stringify(payload))
  return { GITHUB_EVENT_NAME: name, GITHUB_EVENT_PATH: path }
}

const sourceOf = (env: NodeJS.ProcessEnv, inputs = {}) => read({ env, inputs }).config?.source

describe('the commit to build', () => {
  it.each([
    ['push', {}, COMMIT],
    ['pull_request', pull(OURS), HEAD],
    ['pull_request', pull(THEIRS), HEAD],
    ['pull_request_target', pull({ full_name: 'octo/APP' }), HEAD],
    ['workflow_run', run(OURS), HEAD],
    ['merge_group', { merge_group: { head_sha: HEAD } }, HEAD],
    ['constructor', {}, COMMIT],
  ])('is the head of a %s', (name, payload, commit) => {
    expect(sourceOf(event(name, payload))).toEqual({ kind: 'commit', commit })
  })

  it.each([
    ['pull_request_target', pull(THEIRS)],
    ['pull_request_target', pull(null)],
    ['workflow_run', run(THEIRS)],
    ['workflow_run', run(undefined)],
    ['workflow_run', { workflow_run: { head_sha: HEAD } }],
  ])('is refused where a %s brings the code of another repository', (name, payload) => {
    const env = event(name, payload)
    expect(problemOf({}, env)).toMatch(/belongs to another repository.*build-forks: true/)
    expect(problemOf({ commit: HEAD.toUpperCase() }, env)).toContain('another repository')
    expect(sourceOf(env, { 'build-forks': 'true' })).toEqual({ kind: 'commit', commit: HEAD })
  })

  it.each([
    ['pull_request_target', '{"pull_request"'],
    ['workflow_run', 'nonsense'],
    ['pull_request_target', {}],
    ['workflow_run', { workflow_run: {} }],
  ])('is not taken as given where the %s cannot be read: %j', (name, payload) => {
    const env = event(name, payload)
    expect(problemOf({ commit: HEAD }, env)).toContain('belongs to another repository is unknown')
    expect(problemOf({ commit: HEAD }, { ...env, GITHUB_EVENT_PATH: '/none' })).toContain('unknown')
    const trusted = { commit: HEAD, 'build-forks': 'true' }
    expect(sourceOf(env, trusted)).toEqual({ kind: 'commit', commit: HEAD })
  })

  it('may be another one, the tag or nothing in the same event', () => {
    const env = event('pull_request_target', pull(THEIRS))
    expect(sourceOf(env, { commit: COMMIT })).toEqual({ kind: 'commit', commit: COMMIT })
    expect(sourceOf(env, { tag: 'v1.0' })).toEqual({ kind: 'tag', tag: 'v1.0' })
    expect(sourceOf(env, { commit: 'none' })).toEqual({ kind: 'default' })
  })

  it.each([
    ['{}', 'pull_request.head.sha is missing'],
    [JSON.stringify(pull(OURS, 'HEAD')), 'pull_request.head.sha is "HEAD"'],
    [JSON.stringify(pull(OURS, { x: 1 })), 'is missing'],
    ['{"pull_request": [', 'GITHUB_EVENT_PATH is not JSON'],
    [`{"pull_request":${'['.repeat(200)}${']'.repeat(200)}}`, 'far more of it than an event has'],
    ['null', 'is not a JSON object'],
  ])('is a clear problem when the payload is %s', (payload, said) => {
    expect(problemOf({}, event('pull_request', payload))).toContain(said)
  })

  it('is a clear problem when the payload is missing or far too large', () => {
    const env = event('pull_request', '')
    truncateSync(String(env['GITHUB_EVENT_PATH']), 65 * 1024 * 1024)
    expect(problemOf({}, env)).toContain('68157440 bytes')
    expect(problemOf({}, { GITHUB_EVENT_NAME: 'pull_request' })).toContain('is not set')
    const gone = { GITHUB_EVENT_NAME: 'pull_request', GITHUB_EVENT_PATH: '/nowhere/x.json' }
    expect(problemOf({}, gone)).toContain('cannot be read')
  })

  it.each(['main', 'a'.repeat(39), 'a'.repeat(41), 'g'.repeat(40), 'NONE', '--upload-pack=x'])(
    'refuses %s as an id',
    (commit) => {
      expect(problemOf({ commit })).toContain('40 or 64 hex digits, or none')
    },
  )

  it('takes an id of 64 digits', () => {
    expect(sourceOf({}, { commit: 'C'.repeat(64) })).toEqual({
      kind: 'commit',
      commit: 'c'.repeat(64),
    })
  })

  it('tells all that is wrong with both at once', () => {
    expect(read({ inputs: { commit: 'abc', tag: 'a b' } }).problems).toEqual([
      expect.stringContaining('both given'),
      expect.stringContaining('Input tag is "a b"'),
      expect.stringContaining('Input commit is "abc"'),
    ])
  })

  it('says what to do in place of a branch', () => {
    expect(problemOf({ commit: 'main' })).toMatch(
      /Leave it out .*for a branch write none.*input tag/,
    )
  })

  it('takes a tag as github.ref has it', () => {
    expect(sourceOf({}, { tag: 'refs/tags/v1.0' })).toEqual({ kind: 'tag', tag: 'v1.0' })
    expect(problemOf({ tag: 'refs/tags/' })).toContain('no git tag')
  })

  it('refuses a tag beside it, a tag of impossible form and a missing GITHUB_SHA', () => {
    expect(problemOf({ commit: COMMIT, tag: 'v1' })).toContain('both given')
    expect(problemOf({ tag: 'v1\n::error::x' })).toContain('no git tag')
    expect(problemOf({}, { GITHUB_SHA: '' })).toContain('GITHUB_SHA is not set')
  })
})
