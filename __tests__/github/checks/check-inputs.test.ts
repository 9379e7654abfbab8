import { mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, it } from '@jest/globals'
import { checkInputs, type WantedCheck } from '../../../src/github/checks/check-inputs.js'
import { readGroup } from '../../inputs/one-group.js'

type Texts = Readonly<Record<string, string>>

const ENV = {
  GITHUB_API_URL: 'https://git.example.com/api/v3/',
  GITHUB_SERVER_URL: 'https://git.example.com',
  GITHUB_REPOSITORY: 'octo/app.js',
  GITHUB_RUN_ID: '4711',
  GITHUB_RUN_ATTEMPT: '2',
  GITHUB_JOB: 'build',
  GITHUB_EVENT_NAME: 'push',
}

const check = (inputs: Texts, env: Texts = {}) =>
  readGroup(checkInputs, { 'check-name': 'CodeArts', ...inputs }, { ...ENV, ...env })

function wanted(inputs: Texts, env: Texts = {}): WantedCheck {
  const { value, problems } = check(inputs, env)
  if (value === undefined || value.kind === 'none') throw new Error(problems.join())
  return value
}

describe('A check that is wanted', () => {
  it('is none without a name', () => {
    expect(check({ 'check-name': '' }).value).toEqual({ kind: 'none' })
  })

  it('knows where it is published, and which workflow it comes from', () => {
    const { access, ...rest } = wanted({ 'github-token': 'ghs_token' })
    expect(rest).toEqual({
      kind: 'check',
      name: 'CodeArts',
      origin: '4711/2/build/',
      readOnly: false,
      runUrl: 'https://git.example.com/octo/app.js/actions/runs/4711',
    })
    expect(access).toMatchObject({ owner: 'octo', repo: 'app.js' })
    expect(access.apiUrl.href).toBe('https://git.example.com/api/v3')
    expect(access.token?.reveal()).toBe('ghs_token')
  })

  it('may be a status, is at github.com by default, and has no token where the input is empty', () => {
    const { kind, access } = wanted({ 'check-kind': 'status' }, { GITHUB_API_URL: '' })
    expect(kind).toBe('status')
    expect(access.apiUrl.href).toBe('https://api.github.com/')
    expect(access).not.toHaveProperty('token')
  })

  it('masks its token', () => {
    expect(check({ 'github-token': 'ghs_token' }).masked).toEqual(['ghs_token'])
  })

  it('leads nowhere where the server is unknown', () => {
    expect(wanted({}, { GITHUB_SERVER_URL: '' })).not.toHaveProperty('runUrl')
  })

  it('has its places in the id even where the runner names none', () => {
    const env = { GITHUB_RUN_ID: '', GITHUB_RUN_ATTEMPT: '', GITHUB_JOB: '' }
    expect(wanted({}, env).origin).toBe('///')
  })

  it.each<[Texts, Texts, string]>([
    [{ 'check-name': 'x'.repeat(256) }, {}, 'must be one line of at most 255 characters'],
    [{ 'check-name': 'two\nlines' }, {}, 'must be one line'],
    [{ 'check-name': 'two\u2028lines' }, {}, 'must be one line'],
    [{ 'check-kind': 'comment' }, {}, 'Input check-kind is "comment"'],
    [{}, { GITHUB_API_URL: 'http://api.example.com' }, 'GITHUB_API_URL must begin with https:'],
    [{}, { GITHUB_REPOSITORY: 'octo' }, 'GITHUB_REPOSITORY is "octo"'],
    [{}, { GITHUB_REPOSITORY: 'octo/app/../x' }, 'GITHUB_REPOSITORY is'],
  ])('is a bad input with %j and %j', (inputs, env, said) => {
    const { value, problems } = check(inputs, env)
    expect([value, problems]).toEqual([undefined, [expect.stringContaining(said)]])
  })

  it('tells all that is bad at once', () => {
    const env = { GITHUB_API_URL: 'api', GITHUB_REPOSITORY: '' }
    expect(check({ 'check-name': 'a\nb', 'check-kind': 'x' }, env).problems).toHaveLength(4)
  })
})

describe('A token that reads only', () => {
  const pull = (head: unknown, base: unknown = { full_name: 'octo/app' }): string => {
    const path = join(mkdtempSync(join(tmpdir(), 'event-')), 'event.json')
    writeFileSync(
      path,
      JSON.stringify({ pull_request: { head: { repo: head }, base: { repo: base } } }),
    )
    return path
  }
  const OURS = { full_name: 'octo/app' }
  const THEIRS = { full_name: 'evil/app' }

  it.each<[boolean, string, Texts]>([
    [
      true,
      "a fork's pull request",
      { GITHUB_EVENT_NAME: 'pull_request', GITHUB_EVENT_PATH: pull(THEIRS) },
    ],
    [
      true,
      'a fork that is gone',
      { GITHUB_EVENT_NAME: 'pull_request', GITHUB_EVENT_PATH: pull(null) },
    ],
    [
      true,
      'a review of a fork',
      { GITHUB_EVENT_NAME: 'pull_request_review', GITHUB_EVENT_PATH: pull(THEIRS) },
    ],
    [
      true,
      'Dependabot',
      {
        GITHUB_EVENT_NAME: 'pull_request',
        GITHUB_ACTOR: 'dependabot[bot]',
        GITHUB_EVENT_PATH: pull(OURS),
      },
    ],
    [
      false,
      'a branch of our own',
      { GITHUB_EVENT_NAME: 'pull_request', GITHUB_EVENT_PATH: pull(OURS) },
    ],
    [
      false,
      'a workflow with our token',
      { GITHUB_EVENT_NAME: 'pull_request_target', GITHUB_EVENT_PATH: pull(THEIRS) },
    ],
    [
      false,
      'an event that is unreadable',
      { GITHUB_EVENT_NAME: 'pull_request', GITHUB_EVENT_PATH: '/no/such' },
    ],
    [
      false,
      'a pull request without a base',
      { GITHUB_EVENT_NAME: 'pull_request', GITHUB_EVENT_PATH: pull(THEIRS, null) },
    ],
  ])('is expected (%s) of %s', (readOnly, _whose, env) => {
    expect(wanted({}, env).readOnly).toBe(readOnly)
  })
})
