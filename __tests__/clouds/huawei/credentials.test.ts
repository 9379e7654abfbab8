import { describe, expect, it } from '@jest/globals'
import { problemOf, read } from '../../inputs/workflow.js'

const PAIR = { token: '', 'access-key-id': 'AKID', 'secret-access-key': 'secret-key' }
const USER = { token: '', username: 'u', password: 'pass word', 'domain-name': 'd' }
const OIDC = {
  token: '',
  'oidc-provider-urn': 'iam::1:oidcProvider:p',
  'oidc-agency-urn': 'iam::1:agency:a',
}

/** The project of a user login, which the region gives otherwise; it belongs to no other way to sign in. */
const project = (inputs: object) => ('username' in inputs ? 'p' : '')

describe('credentials', () => {
  it('looks at the keys themselves where two ways to sign in are given', () => {
    const spaced = { ...PAIR, token: 'an iam token', 'secret-access-key': 'secret key' }
    const { problems } = read({ inputs: spaced })
    expect(problems.join('\n')).toMatch(
      /belong to 2 ways[^]*Input secret-access-key holds white space[^]*Input token holds white space/,
    )
    const same = { ...PAIR, token: 'abc', 'secret-access-key': 'AKID' }
    expect(read({ inputs: same }).problems.join('\n')).toContain('have the same value')
  })

  it('takes an access key and never prints its secret', () => {
    const { config, masks } = read({ inputs: { ...PAIR, 'security-token': 'sec-token' } })
    expect(config?.account.credentials).toMatchObject({ method: 'access-key', accessKeyId: 'AKID' })
    expect(JSON.stringify(config)).not.toMatch(/secret-key|sec-token/)
    expect(masks).toEqual(expect.arrayContaining(['AKID', 'secret-key', 'sec-token']))
  })

  it('trims the newline that a pasted secret often ends with', () => {
    const { config } = read({ inputs: { token: ' abc\n' } })
    expect(config?.account.credentials).toMatchObject({ method: 'token', origin: 'input token' })
  })

  it('logs a user in to the project of the region', () => {
    const { config } = read({ inputs: USER })
    expect(config?.account.credentials).toMatchObject({
      method: 'password',
      iamProject: 'cn-north-4',
    })
    const endpoints = { endpoint: 'https://b.example', 'iam-endpoint': 'https://i.example' }
    expect(problemOf({ ...USER, ...endpoints, region: '' })).toContain(
      'iam-project (or region) is empty',
    )
  })

  it('names the keyless session after the run', () => {
    const env = { GITHUB_RUN_ID: '77', GITHUB_RUN_ATTEMPT: '2' }
    const { config } = read({ inputs: { ...OIDC, 'oidc-audience': 'x' }, env })
    expect(config?.account.credentials).toMatchObject({ audience: 'x', sessionName: 'github-77-2' })
  })

  it.each([
    [{}, ''],
    [PAIR, ''],
    [USER, 'iam-endpoint'],
    [OIDC, 'sts-endpoint'],
  ])('asks for the endpoint that the sign-in needs: %j', (inputs, expected) => {
    const { problems } = read({
      inputs: {
        ...inputs,
        region: '',
        endpoint: 'https://b.example',
        'iam-project': project(inputs),
      },
    })
    expect(problems.join()).toContain(expected)
    expect(problems).toHaveLength(expected === '' ? 0 : 1)
  })

  it('falls back to the environment, the variables of the SDKs first', () => {
    const others = {
      HUAWEI_CLOUD_ACCESS_KEY_ID: 'OTHER',
      HUAWEI_CLOUD_SECRET_ACCESS_KEY: 'other-key',
    }
    const sdk = { HUAWEICLOUD_SDK_AK: 'SDK', HUAWEICLOUD_SDK_SK: 'sdk-key' }
    expect(read({ inputs: { token: '' }, env: others }).config?.account.credentials).toMatchObject({
      accessKeyId: 'OTHER',
    })
    const both = read({ inputs: { token: '' }, env: { ...others, ...sdk } })
    expect(both.config?.account.credentials).toMatchObject({ accessKeyId: 'SDK' })
    expect(both.masks).toContain('sdk-key')
  })

  it('does not look at the environment when a credential input is given', () => {
    const env = { HUAWEICLOUD_SDK_AK: 'SDK', HUAWEICLOUD_SDK_SK: 'sdk-key' }
    expect(read({ env }).config?.account.credentials).toMatchObject({ method: 'token' })
    expect(problemOf({ token: '', 'access-key-id': 'AKID' }, env)).toContain(
      'input secret-access-key is empty',
    )
  })

  it.each([
    [{ ...PAIR, 'access-key-id': '' }, 'input access-key-id is empty'],
    [{ ...USER, password: '' }, 'input password is empty'],
    [{ ...OIDC, 'oidc-agency-urn': '' }, 'input oidc-agency-urn is empty'],
    [{ token: '' }, 'No credentials'],
    [{ ...PAIR, token: 'abc' }, 'belong to 2 ways to sign in'],
    [{ ...PAIR, ...USER }, 'belong to 2 ways to sign in'],
  ])('refuses %j', (inputs, said) => {
    expect(problemOf(inputs)).toContain(said)
  })

  const KEY = { id: 'HPUAMQTVXYZ012345678', secret: 'q9ZkLm3nOpQrStUvWxYz0123456789abcdEFGHij' }

  it.each([
    [{ 'access-key-id': KEY.secret, 'secret-access-key': KEY.id }, {}, 'look swapped'],
    [{}, { HUAWEICLOUD_SDK_AK: KEY.secret, HUAWEICLOUD_SDK_SK: KEY.id }, 'look swapped'],
    [{ 'access-key-id': KEY.id, 'secret-access-key': KEY.id }, {}, 'have the same value'],
  ])("refuses keys that stand in each other's place, and never tells them", (inputs, env, said) => {
    const problem = problemOf({ token: '', ...inputs }, env)
    expect(problem).toContain(said)
    expect(problem).not.toMatch(new RegExp(`${KEY.id}|${KEY.secret}|${KEY.secret.slice(0, 4)}`))
  })

  it('takes a right pair', () => {
    const inputs = { token: '', 'access-key-id': KEY.id, 'secret-access-key': KEY.secret }
    expect(read({ inputs }).problems).toEqual([])
  })

  it('says of two empty secrets that all is empty, and why that may be', () => {
    const problem = problemOf({ token: '', 'access-key-id': '', 'secret-access-key': '' })
    expect(problem).toMatch(/^No credentials: every sign-in input is empty/)
    for (const why of ['misspelt', 'environment', 'forks', 'Dependabot'])
      expect(problem).toContain(why)
  })

  it.each([
    ['oidc-provider-urn', 'github'],
    ['oidc-agency-urn', 'builder'],
  ])('says what a URN looks like where %s is %s', (input, value) => {
    expect(problemOf({ ...OIDC, [input]: value })).toMatch(/must be a whole URN, iam::ACCOUNT-ID:/)
  })

  it('refuses a half-set environment and names what is missing', () => {
    expect(problemOf({ token: '' }, { HUAWEICLOUD_SDK_AK: 'A' })).toContain(
      'environment HUAWEICLOUD_SDK_SK is empty',
    )
  })

  it.each(['two words', 'line\nbreak', 'zero\u200bwidth'])(
    'refuses a key that no header can carry, without quoting it: %j',
    (key) => {
      const problem = problemOf({ ...PAIR, 'secret-access-key': key })
      expect(problem).toContain('Input secret-access-key holds')
      expect(problem).not.toContain(key)
    },
  )
})
