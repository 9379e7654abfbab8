import { describe, expect, it } from '@jest/globals'
import { problemOf, read } from '../../inputs/workflow.js'

const PAIR = { token: '', 'access-key-id': 'AKID', 'secret-access-key': 'secret-key' }
const USER = { token: '', username: 'u', password: 'pass word', 'domain-name': 'd' }
const OIDC = { token: '', 'oidc-provider-urn': 'iam::1:p', 'oidc-agency-urn': 'iam::1:a' }

/** The project of a user login, which the region gives otherwise; it belongs to no other way to sign in. */
const project = (inputs: object) => ('username' in inputs ? 'p' : '')

describe('credentials', () => {
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

  it('refuses a half-set environment and names what is missing', () => {
    expect(problemOf({ token: '' }, { HUAWEICLOUD_SDK_AK: 'A' })).toContain(
      'environment HUAWEICLOUD_SDK_SK is empty',
    )
  })

  it.each(['two words', 'line\nbreak', 'zero\u200bwidth'])(
    'refuses a key that no header can carry, without quoting it: %j',
    (key) => {
      const problem = problemOf({ ...PAIR, 'secret-access-key': key })
      expect(problem).toContain('input secret-access-key holds')
      expect(problem).not.toContain(key)
    },
  )
})
