import { describe, expect, it } from '@jest/globals'
import { build, CREDENTIALS, lines, type SimulatorOptions } from '../simulator/index.js'
import type { ActionResult } from '../support/action-process.js'
import { Bundle } from '../support/bundle.js'
import { JOB_ID } from '../support/ids.js'
import { closedAfterEach } from '../support/closing.js'

const OIDC = {
  'oidc-provider-urn': 'iam::1a2b3c4d5e6f:oidcProvider:github',
  'oidc-agency-urn': 'iam::1a2b3c4d5e6f:agency:builder',
}
const NO_KEY = { 'access-key-id': '', 'secret-access-key': '' }
const PASSWORD = {
  username: CREDENTIALS.username,
  password: CREDENTIALS.password,
  'domain-name': CREDENTIALS.domainName,
}

const kept = closedAfterEach<Bundle>()

async function against(options: SimulatorOptions = {}, takes: `${number}s` = '2s'): Promise<Bundle> {
  const scenario = build().step('Compile', lines(30)).succeedsAfter(takes)
  return kept(await Bundle.with(scenario, options))
}

/** Everything the process left behind but the masking commands themselves. */
function traces(result: ActionResult): string {
  const shown = result.stdout.split('\n').filter((line) => !line.startsWith('::add-mask::'))
  return [
    ...shown,
    result.stderr,
    result.summary,
    JSON.stringify(result.outputs),
    JSON.stringify(result.state),
  ].join('\n')
}

function expectNoTrace(result: ActionResult, secrets: readonly string[]): void {
  const left = traces(result)
  for (const secret of secrets) {
    expect(left).not.toContain(secret)
    expect(left).not.toContain(Buffer.from(secret).toString('base64').slice(0, -3))
    expect(left).not.toContain(encodeURIComponent(secret))
  }
}

function idTokenEnv(run: Bundle): Record<string, string> {
  return {
    ACTIONS_ID_TOKEN_REQUEST_URL: `${run.simulator.url}/oidc/token?api-version=1`,
    ACTIONS_ID_TOKEN_REQUEST_TOKEN: 'simulator-request-token',
  }
}

describe('Signing in', () => {
  it('keyless exchanges the workflow token, and again before the keys are refused', async () => {
    const keys = { oidc: { sessionSeconds: 4 }, expiryGraceMs: 60_000 }
    const run = await against(keys, '6s')
    const result = await run.main({
      inputs: { ...NO_KEY, ...OIDC, 'sts-endpoint': run.simulator.url },
      env: idTokenEnv(run),
    })
    expect(result).toMatchObject({ exitCode: 0, outputs: { status: 'succeeded' } })
    const exchanges = run.simulator.requests.filter((made) => made.path.includes('assume-with'))
    expect(exchanges.length).toBeGreaterThan(1)
    const body = String(exchanges[0]?.body)
    expect(body).toContain('4711')
    expect(run.simulator.problems).toEqual([])
    const secrets = run.simulator.requests.flatMap((made) => [
      made.headers['x-security-token'] ?? '',
      made.headers['authorization'] ?? '',
    ])
    expectNoTrace(result, secrets.filter((secret) => secret !== ''))
  })

  it('keyless without the permission says which line to add', async () => {
    const run = await against()
    const result = await run.main({
      inputs: { ...NO_KEY, ...OIDC, 'sts-endpoint': run.simulator.url },
    })
    expect(result).toMatchObject({ exitCode: 1, outputs: { status: 'not-started' } })
    expect(result.stdout).toContain('permissions: id-token: write')
    expect(run.paths()).toEqual([])
  })

  it('keyless in a region without an STS host names the input and the other ways', async () => {
    const run = await against()
    const result = await run.main({ inputs: { ...NO_KEY, ...OIDC, region: 'cn-north-1' } })
    expect(result).toMatchObject({ exitCode: 1, outputs: { status: 'not-started' } })
    expect(result.stdout).toMatch(/sts-endpoint/)
    expect(run.paths()).toEqual([])
  })

  it('by password fetches one token, and another before it is refused', async () => {
    const run = await against({ tokenLifetimeMs: 3_000, expiryGraceMs: 60_000 }, '4s')
    const result = await run.main({
      inputs: { ...NO_KEY, ...PASSWORD, 'iam-endpoint': run.simulator.url },
    })
    expect(result).toMatchObject({ exitCode: 0, outputs: { status: 'succeeded' } })
    const signIns = run.simulator.requests.filter((made) => made.path === '/v3/auth/tokens')
    expect(signIns.length).toBeGreaterThan(1)
    expect(signIns.length).toBeLessThan(6)
    const tokens = run.simulator.requests.map((made) => made.headers['x-auth-token'] ?? '')
    expectNoTrace(result, [CREDENTIALS.password, ...tokens.filter((token) => token !== '')])
  })

  it('by a wrong password is refused, and tried once', async () => {
    const run = await against()
    const result = await run.main({
      inputs: { ...NO_KEY, ...PASSWORD, password: 'not-it-at-all', 'iam-endpoint': run.simulator.url },
    })
    expect(result).toMatchObject({ exitCode: 1, outputs: { status: 'not-started' } })
    expect(run.paths()).toEqual(['POST /v3/auth/tokens'])
    expectNoTrace(result, ['not-it-at-all'])
  })

  it('by a ready token sends it along', async () => {
    const run = await against()
    const result = await run.main({ inputs: { ...NO_KEY, token: CREDENTIALS.token } })
    expect(result).toMatchObject({ exitCode: 0 })
    expectNoTrace(result, [CREDENTIALS.token])
  })

  it('by temporary keys signs the security token too', async () => {
    const key = {
      accessKeyId: 'TEMPORARYACCESSKEY01',
      secretAccessKey: 'TemporarySecretKeyNotForRealUse0000001',
      securityToken: 'temporary-security-token-not-for-real-use',
    }
    const run = await against({ accessKeys: [key] })
    const result = await run.main({
      inputs: {
        'access-key-id': key.accessKeyId,
        'secret-access-key': key.secretAccessKey,
        'security-token': key.securityToken,
      },
    })
    expect(result).toMatchObject({ exitCode: 0 })
    expect(run.simulator.problems).toEqual([])
    expectNoTrace(result, [key.secretAccessKey, key.securityToken])
  })

  it('by keys of the environment, when no credential input is given', async () => {
    const run = await against()
    const result = await run.main({
      inputs: NO_KEY,
      env: {
        HUAWEI_CLOUD_ACCESS_KEY_ID: CREDENTIALS.accessKeyId,
        HUAWEI_CLOUD_SECRET_ACCESS_KEY: CREDENTIALS.secretAccessKey,
      },
    })
    expect(result).toMatchObject({ exitCode: 0 })
    expectNoTrace(result, [CREDENTIALS.secretAccessKey])
  })

  it('with a wrong secret key stops after three refusals', async () => {
    const run = await against()
    const result = await run.main({ inputs: { 'secret-access-key': 'WrongSecretAccessKey00000' } })
    expect(result).toMatchObject({ exitCode: 1, outputs: { status: 'not-started' } })
    expect(run.paths().length).toBeLessThanOrEqual(3)
    expect(result.stdout).toMatch(/secret-access-key|secret key/)
    expectNoTrace(result, ['WrongSecretAccessKey00000'])
  })

  it.each([-3_600_000, 3_600_000])('with a clock off by %i ms corrects it once', async (offset) => {
    const run = await against({ serviceClockOffsetMs: offset })
    const result = await run.main()
    expect(result).toMatchObject({ exitCode: 0, outputs: { status: 'succeeded' } })
    expect(run.simulator.requests.filter((made) => made.status === 401)).toHaveLength(1)
    expect(run.simulator.builds).toHaveLength(1)
  })
})

describe('A post step whose credentials are refused', () => {
  it('asks twice at most, because main may have had three refusals of the five that lock a key', async () => {
    const run = await against()
    const state = {
      journal: JSON.stringify({
        v: 1,
        phase: 'running',
        since: Date.now(),
        run: { jobId: JOB_ID, buildNumber: 1 },
      }),
    }
    const post = await run.start({
      entry: 'post',
      state,
      inputs: { 'secret-access-key': 'WrongSecretAccessKey00000' },
    }).done
    expect(post.exitCode).toBe(1)
    expect(run.simulator.requests.filter((made) => made.status === 401)).toHaveLength(2)
    expect(post.stdout).toMatch(/^::error::/m)
  })
})

describe('A dry run', () => {
  it('checks the task and prints what would be sent, with secrets starred', async () => {
    const run = await against()
    const result = await run.main({
      inputs: { 'dry-run': 'true', parameters: 'A=1', 'secret-parameters': 'B=hunter22' },
    })
    expect(result).toMatchObject({ exitCode: 0, outputs: { status: 'checked' } })
    expect(run.simulator.builds).toEqual([])
    expect(result.stdout).toContain('"build_type": "commitId"')
    expect(result.stdout).toContain('"value": "***"')
    expectNoTrace(result, ['hunter22'])
    expect(await run.post(result)).toMatchObject({ exitCode: 0, stdout: '' })
  })
})
