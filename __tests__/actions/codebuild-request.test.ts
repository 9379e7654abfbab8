import { mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, it } from '@jest/globals'
import { codeBuildInputs } from '../../src/actions/codebuild/inputs.js'
import { composedRequest } from '../../src/actions/codebuild/request.js'
import { requestFrom, requestText } from '../../src/clouds/aws/codebuild/start-request.js'
import { readInputs } from '../../src/inputs/read-inputs.js'
import { Secrets } from '../../src/text/index.js'

const PUSHED = 'a'.repeat(40)
const HEAD = 'b'.repeat(40)
const ENV = {
  AWS_REGION: 'us-east-1',
  AWS_ACCESS_KEY_ID: 'AKIAEXAMPLEEXAMPLE00',
  AWS_SECRET_ACCESS_KEY: 'secretsecretsecret',
  GITHUB_EVENT_NAME: 'push',
  GITHUB_SHA: PUSHED,
  GITHUB_REPOSITORY: 'octo/shop',
  GITHUB_SERVER_URL: 'https://github.com',
}

type Texts = Readonly<Record<string, string>>

function read(inputs: Texts, env: Texts = {}) {
  const given = Object.entries({ 'project-name': 'shop', ...inputs }).map(
    ([name, text]) => [`INPUT_${name.toUpperCase()}`, text] as const,
  )
  const all = { ...ENV, ...env, ...Object.fromEntries(given) }
  const secrets = new Secrets()
  const { config, problems } = readInputs(
    codeBuildInputs,
    all,
    (secret) => secrets.add(secret),
    (text) => secrets.starred(text),
  )
  return { problems, request: config && composedRequest(config, all, secrets).request }
}

/** The body without what differs from run to run. */
function body(inputs: Texts, env: Texts = {}): unknown {
  const { problems, request } = read({ 'disable-github-env-vars': 'true', ...inputs }, env)
  if (request === undefined) throw new Error(problems.join('\n'))
  const { idempotencyToken, ...rest } = request.body
  expect(idempotencyToken).toMatch(/^[0-9a-f-]{36}$/)
  return rest
}

/** An event of this name, of a pull request with the head commit of that repository. */
function event(name: string, repository: string): Texts {
  const payload = {
    pull_request: {
      number: 7,
      merge_commit_sha: 'c'.repeat(40),
      head: { sha: HEAD, repo: { full_name: repository } },
      base: { repo: { full_name: 'octo/shop' } },
    },
  }
  const path = join(mkdtempSync(join(tmpdir(), 'event-')), 'event.json')
  writeFileSync(path, JSON.stringify(payload))
  return { GITHUB_EVENT_NAME: name, GITHUB_EVENT_PATH: path }
}

const OURS = {
  sourceTypeOverride: 'GITHUB',
  sourceLocationOverride: 'https://github.com/octo/shop.git',
}
const REST = { projectName: 'shop', environmentVariablesOverride: [] }

describe('What StartBuild is sent', () => {
  it.each<readonly [string, Texts, object]>([
    ['nothing else', {}, { sourceVersion: PUSHED, ...OURS }],
    ['disable-source-override', { 'disable-source-override': 'true' }, {}],
    [
      'disable-source-override and a version',
      { 'disable-source-override': 'true', 'source-version-override': 'v1' },
      { sourceVersion: 'v1' },
    ],
    ['a version', { 'source-version-override': 'pr/9' }, { sourceVersion: 'pr/9', ...OURS }],
    ['a type', { 'source-type-override': 'S3' }, { ...OURS, sourceTypeOverride: 'S3' }],
    [
      'a location',
      { 'source-location-override': 'https://github.com/octo/other.git' },
      { ...OURS, sourceLocationOverride: 'https://github.com/octo/other.git' },
    ],
    [
      'type, location and version',
      {
        'source-type-override': 'S3',
        'source-location-override': 'bucket/key.zip',
        'source-version-override': 'v7',
      },
      { sourceTypeOverride: 'S3', sourceLocationOverride: 'bucket/key.zip', sourceVersion: 'v7' },
    ],
    [
      'all that overrides the settings',
      {
        'buildspec-override': 'ci/buildspec.yml',
        'compute-type-override': 'BUILD_GENERAL1_LARGE',
        'environment-type-override': 'ARM_CONTAINER',
        'image-override': 'aws/codebuild/standard:7.0',
        'image-pull-credentials-type-override': 'CODEBUILD',
        'artifacts-type-override': 'NO_ARTIFACTS',
      },
      {
        sourceVersion: PUSHED,
        ...OURS,
        buildspecOverride: 'ci/buildspec.yml',
        computeTypeOverride: 'BUILD_GENERAL1_LARGE',
        environmentTypeOverride: 'ARM_CONTAINER',
        imageOverride: 'aws/codebuild/standard:7.0',
        imagePullCredentialsTypeOverride: 'CODEBUILD',
        artifactsOverride: { type: 'NO_ARTIFACTS' },
      },
    ],
  ])(
    "with %s is what AWS's own action sends, and no version is dropped",
    (_what, inputs, expected) => {
      expect(body(inputs)).toEqual({ ...REST, ...expected })
    },
  )

  it('names the server of GitHub Enterprise', () => {
    expect(body({}, { GITHUB_SERVER_URL: 'https://git.example.com' })).toMatchObject({
      sourceTypeOverride: 'GITHUB_ENTERPRISE',
      sourceLocationOverride: 'https://git.example.com/octo/shop.git',
    })
  })

  it('is the head commit of a pull request', () => {
    expect(body({}, event('pull_request', 'fork/shop'))).toMatchObject({ sourceVersion: HEAD })
  })

  it.each<readonly [string, Texts]>([
    ['by the event', {}],
    ['by its commit', { 'source-version-override': HEAD }],
    ['by the merge commit', { 'source-version-override': 'c'.repeat(40) }],
    ['by the number of its pull request', { 'source-version-override': 'pr/7' }],
    ['by its repository', { 'source-location-override': 'https://github.com/Fork/shop.git' }],
    // A fork may give its branch such a name, and workflows hand on the names of branches.
    ['by the beginning of its commit', { 'source-version-override': HEAD.slice(0, 7) }],
    ['by the commit before it', { 'source-version-override': `${HEAD}~1` }],
    ['by a reference to it', { 'source-version-override': 'refs/pull/7/head^0' }],
    ['by a number with zeros', { 'source-version-override': 'pr/007' }],
    ['by slashes in a row', { 'source-version-override': '+refs//pull//7/head' }],
    ['by an address with a query', { 'source-location-override': 'https://h/fork/shop?x' }],
    ['by an address in code', { 'source-location-override': 'https://h/%66ork//./shop.git#x' }],
  ])('is nothing of a fork, %s, where the workflow has secrets', (_how, inputs) => {
    const { problems } = read(inputs, event('pull_request_target', 'fork/shop'))
    expect(problems).toEqual([expect.stringContaining('belongs to another repository')])
    const allowed = read(
      { ...inputs, 'build-forks': 'true' },
      event('pull_request_target', 'fork/shop'),
    )
    expect(allowed.problems).toEqual([])
  })

  it.each([
    { 'source-version-override': 'pr/70' },
    { 'source-version-override': 'pr/7-of-ours' },
    { 'source-version-override': `${HEAD.slice(0, 7)}-of-ours` },
    { 'source-version-override': 'refs/heads/bb' },
    { 'source-location-override': 'https://github.com/fork/shop-of-ours%zz' },
  ])('is what only looks like it: %j', (inputs) => {
    expect(read(inputs, event('pull_request_target', 'fork/shop')).problems).toEqual([])
  })

  it("is the same after its way through the runner's state, however long it is", () => {
    for (const length of [10, 200_000]) {
      const { request } = read({ 'buildspec-override': `version: 0.2\n${'# é\n'.repeat(length)}` })
      if (request === undefined) throw new Error('no request')
      const text = requestText(request)
      expect(text.length).toBeLessThan(30_000)
      expect(requestFrom(text, 'shop')).toEqual(request)
      expect(requestFrom(text, 'other')).toBeUndefined()
    }
  })

  it.each([
    'buildspec-override',
    'image-override',
    'source-location-override',
    'source-version-override',
    'env-vars-for-codebuild',
  ])('never holds a secret of %s, which is told with all other bad inputs', (input) => {
    const { problems } = read({ [input]: `x ${ENV.AWS_SECRET_ACCESS_KEY}`, 'dry-run': 'perhaps' })
    expect(problems).toEqual([
      expect.stringMatching(`^Input ${input} holds a secret of this workflow`),
      expect.stringContaining('Input dry-run is'),
    ])
    expect(problems.join()).not.toContain(ENV.AWS_SECRET_ACCESS_KEY)
  })
})
