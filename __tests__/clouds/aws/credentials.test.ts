import { describe, expect, it } from '@jest/globals'
import { awsAccount } from '../../../src/clouds/aws/index.js'
import { readGroup } from '../../inputs/one-group.js'

const ROLE = 'arn:aws:iam::123456789012:role/ci'
const KEYS = { AWS_ACCESS_KEY_ID: 'AKIAEXAMPLEEXAMPLE00', AWS_SECRET_ACCESS_KEY: 'a-secret-key' }
const FILE = { AWS_WEB_IDENTITY_TOKEN_FILE: '/var/run/token', AWS_ROLE_ARN: ROLE }
const RELATIVE = { AWS_CONTAINER_CREDENTIALS_RELATIVE_URI: '/v2/credentials/7' }

type Texts = Readonly<Record<string, string>>

const account = (inputs: Texts, env: Texts = {}) =>
  readGroup(awsAccount, { region: 'eu-central-1', ...inputs }, env)

describe('The credentials of AWS', () => {
  it('are the role to assume, which wins over all that the environment has', () => {
    const { value } = account({ 'role-to-assume': ROLE }, { ...KEYS, ...FILE, ...RELATIVE })
    expect(value?.credentials).toEqual({
      method: 'web-identity',
      origin: 'input role-to-assume',
      roleArn: ROLE,
      sessionName: 'GitHubActions',
      token: { audience: 'sts.amazonaws.com' },
    })
  })

  it('take session and audience of the role as they are given', () => {
    const inputs = {
      'role-to-assume': 'arn:aws-cn:iam::123456789012:role/teams/ci',
      'role-session-name': 'run-7',
      audience: 'sts.amazonaws.com.cn',
    }
    expect(account(inputs).value?.credentials).toMatchObject({
      sessionName: 'run-7',
      token: { audience: 'sts.amazonaws.com.cn' },
    })
  })

  it('are the keys of the environment without a role, before all else there', () => {
    const { value, masked } = account({}, { ...KEYS, ...FILE, ...RELATIVE })
    expect(value?.credentials).toMatchObject({
      method: 'keys',
      origin: 'environment AWS_ACCESS_KEY_ID',
      accessKeyId: KEYS.AWS_ACCESS_KEY_ID,
    })
    expect(value?.credentials).not.toHaveProperty('sessionToken')
    expect(JSON.stringify(value)).not.toContain('a-secret-key')
    expect(masked).toEqual(expect.arrayContaining(Object.values(KEYS)))
  })

  it('have the session token of temporary keys, which is masked too', () => {
    const { value, masked } = account({}, { ...KEYS, AWS_SESSION_TOKEN: 'a-session-token' })
    if (value?.credentials.method !== 'keys') throw new Error('no keys')
    expect(value.credentials.sessionToken?.reveal()).toBe('a-session-token')
    expect(masked).toContain('a-session-token')
  })

  it('are the role of a token file next, under the session that the environment names', () => {
    expect(account({}, { ...FILE, ...RELATIVE }).value?.credentials).toEqual({
      method: 'web-identity',
      origin: 'environment AWS_WEB_IDENTITY_TOKEN_FILE',
      roleArn: ROLE,
      sessionName: 'GitHubActions',
      token: { file: '/var/run/token' },
    })
    const named = { ...FILE, AWS_ROLE_SESSION_NAME: 'pod-7' }
    expect(account({}, named).value?.credentials).toMatchObject({ sessionName: 'pod-7' })
  })

  it.each<[string, Texts, string, object]>([
    ['of ECS', RELATIVE, 'http://169.254.170.2/v2/credentials/7', {}],
    [
      'of EKS, with the file of its token',
      {
        AWS_CONTAINER_CREDENTIALS_FULL_URI: 'http://169.254.170.23/v1/credentials',
        AWS_CONTAINER_AUTHORIZATION_TOKEN_FILE: '/var/run/eks-token',
        AWS_CONTAINER_AUTHORIZATION_TOKEN: 'the file goes first',
      },
      'http://169.254.170.23/v1/credentials',
      { authorization: { file: '/var/run/eks-token' } },
    ],
    [
      'of EKS over IPv6',
      { AWS_CONTAINER_CREDENTIALS_FULL_URI: 'http://[fd00:ec2::23]/v1/credentials' },
      'http://[fd00:ec2::23]/v1/credentials',
      {},
    ],
    [
      'on loopback',
      { AWS_CONTAINER_CREDENTIALS_FULL_URI: 'http://localhost:51679/get' },
      'http://localhost:51679/get',
      {},
    ],
    [
      'over https',
      { AWS_CONTAINER_CREDENTIALS_FULL_URI: 'https://agent.example/get' },
      'https://agent.example/get',
      {},
    ],
  ])("are what a container's agent %s gives, last", (_whose, env, url, rest) => {
    const credentials = account({}, env).value?.credentials
    expect(credentials).toMatchObject({ method: 'container', ...rest })
    expect(credentials).toHaveProperty('url.href', url)
  })

  it("mask the token of a container's agent and keep it", () => {
    const env = { ...RELATIVE, AWS_CONTAINER_AUTHORIZATION_TOKEN: 'agent-token' }
    const { value, masked } = account({}, env)
    if (value?.credentials.method !== 'container') throw new Error('no container')
    expect(value.credentials.authorization).toHaveProperty('reveal')
    expect(JSON.stringify(value)).not.toContain('agent-token')
    expect(masked).toEqual(['agent-token'])
  })
})

describe('Credentials of AWS that are refused', () => {
  it.each<[string, Texts, Texts, string]>([
    ['none at all', {}, {}, 'No credentials: give role-to-assume'],
    [
      'a key without its secret',
      {},
      { AWS_ACCESS_KEY_ID: 'AKIA' },
      'environment AWS_SECRET_ACCESS_KEY is empty',
    ],
    [
      'a secret without its key',
      {},
      { AWS_SECRET_ACCESS_KEY: 's' },
      'environment AWS_ACCESS_KEY_ID is empty',
    ],
    [
      'a secret with a line break',
      {},
      { ...KEYS, AWS_SECRET_ACCESS_KEY: 'a\nb' },
      'environment AWS_SECRET_ACCESS_KEY holds white space',
    ],
    [
      'a session token with a blank',
      {},
      { ...KEYS, AWS_SESSION_TOKEN: 'a b' },
      'environment AWS_SESSION_TOKEN holds white space',
    ],
    ['a role that is no ARN', { 'role-to-assume': 'ci' }, {}, 'Input role-to-assume is "ci"'],
    [
      'a user in place of a role',
      { 'role-to-assume': 'arn:aws:iam::123456789012:user/ci' },
      {},
      'must be the ARN of a role',
    ],
    [
      'a role of a file that is missing',
      {},
      { AWS_WEB_IDENTITY_TOKEN_FILE: '/t' },
      'Environment AWS_ROLE_ARN is ""',
    ],
    [
      'a session name of one letter',
      { 'role-to-assume': ROLE, 'role-session-name': 'x' },
      {},
      'The session name is "x"',
    ],
    [
      'a session name with a blank',
      {},
      { ...FILE, AWS_ROLE_SESSION_NAME: 'a b' },
      'The session name is "a b"',
    ],
    [
      'an audience without a role',
      { audience: 'other' },
      KEYS,
      'Input audience belongs to role-to-assume',
    ],
    [
      'a session without a role',
      { 'role-session-name': 'run-7' },
      KEYS,
      'Input role-session-name belongs to role-to-assume',
    ],
    [
      'an agent over plain http elsewhere',
      {},
      { AWS_CONTAINER_CREDENTIALS_FULL_URI: 'http://agent.example/' },
      'AWS_CONTAINER_CREDENTIALS_FULL_URI names no container agent',
    ],
    [
      'an agent that is no URL',
      {},
      { AWS_CONTAINER_CREDENTIALS_FULL_URI: 'agent' },
      'AWS_CONTAINER_CREDENTIALS_FULL_URI names no container agent',
    ],
    [
      'an agent over another protocol',
      {},
      { AWS_CONTAINER_CREDENTIALS_FULL_URI: 'ftp://localhost/' },
      'AWS_CONTAINER_CREDENTIALS_FULL_URI names no container agent',
    ],
    [
      'a path that leads to another host',
      {},
      { AWS_CONTAINER_CREDENTIALS_RELATIVE_URI: '.agent.example/keys' },
      'AWS_CONTAINER_CREDENTIALS_RELATIVE_URI names no container agent',
    ],
  ])('are %s', (_what, inputs, env, said) => {
    const { value, problems } = account(inputs, env)
    expect(problems).toHaveLength(1)
    expect(problems[0]).toContain(said)
    expect(value).toBeUndefined()
  })

  it('are told all at once, without the secret', () => {
    const { problems } = account(
      { audience: 'other', 'role-session-name': 'run-7' },
      { ...KEYS, AWS_SECRET_ACCESS_KEY: 'a b', AWS_SESSION_TOKEN: 'c d' },
    )
    expect(problems).toHaveLength(4)
    expect(problems.join()).not.toMatch(/a b|c d/)
    const both = { 'role-to-assume': 'ci', 'role-session-name': 'x' }
    expect(account(both).problems).toHaveLength(2)
  })
})

describe('The address of a service of AWS', () => {
  const sts = (inputs: Texts, env: Texts = {}) =>
    account({ 'role-to-assume': ROLE, ...inputs }, env)

  it.each([
    ['eu-central-1', 'https://sts.eu-central-1.amazonaws.com/'],
    ['cn-north-1', 'https://sts.cn-north-1.amazonaws.com.cn/'],
    ['us-gov-west-1', 'https://sts.us-gov-west-1.amazonaws.com/'],
    ['us-iso-east-1', 'https://sts.us-iso-east-1.c2s.ic.gov/'],
    ['us-isob-east-1', 'https://sts.us-isob-east-1.sc2s.sgov.gov/'],
    ['us-isof-south-1', 'https://sts.us-isof-south-1.csp.hci.ic.gov/'],
    ['eu-isoe-west-1', 'https://sts.eu-isoe-west-1.cloud.adc-e.uk/'],
    ['eusc-de-east-1', 'https://sts.eusc-de-east-1.amazonaws.eu/'],
  ])('is of the partition of %s', (region, href) => {
    expect(sts({ region }).value?.sts.href).toBe(href)
  })

  it('is the input, else its own variable, else the variable for all', () => {
    const all = { AWS_ENDPOINT_URL: 'https://all.example/' }
    const own = { ...all, AWS_ENDPOINT_URL_STS: 'https://own.example/base/' }
    expect(sts({}, all).value?.sts.href).toBe('https://all.example/')
    expect(sts({}, own).value?.sts.href).toBe('https://own.example/base')
    const input = { 'sts-endpoint': 'http://127.0.0.1:80/' }
    expect(sts(input, own).value?.sts.href).toBe('http://127.0.0.1/')
  })

  it.each([
    [{ 'sts-endpoint': 'http://sts.example' }, {}, 'sts-endpoint must begin with https:'],
    [{}, { AWS_ENDPOINT_URL_STS: 'sts.example' }, 'AWS_ENDPOINT_URL_STS is not a URL'],
    [{}, { AWS_ENDPOINT_URL: 'https://u:p@sts.example' }, 'AWS_ENDPOINT_URL holds a user name'],
  ])('is refused where credentials would travel in the clear: %j %j', (inputs, env, said) => {
    expect(sts(inputs, env).problems).toEqual([expect.stringContaining(said)])
  })
})

describe('The region of AWS', () => {
  const of = (inputs: Texts, env: Texts) => readGroup(awsAccount, inputs, { ...KEYS, ...env })

  it.each<[Texts, Texts, string]>([
    [{ region: 'us-east-1' }, { AWS_REGION: 'us-west-1' }, 'us-east-1'],
    [{}, { AWS_REGION: 'us-west-1', AWS_DEFAULT_REGION: 'us-west-2' }, 'us-west-1'],
    [{}, { AWS_DEFAULT_REGION: 'us-west-2' }, 'us-west-2'],
  ])('of %j and %j is the first that is given', (inputs, env, region) => {
    expect(of(inputs, env).value?.region).toBe(region)
  })

  it('is asked for once, although two groups need it', () => {
    expect(of({}, {}).problems).toEqual([expect.stringContaining('region is missing')])
  })

  it.each(['eu-central-1.evil.example', 'EU-CENTRAL-1', 'eu', 'eu-central-1/'])(
    'never becomes a part of another host: %s',
    (region) => {
      expect(of({ region }, {}).problems).toEqual([
        expect.stringContaining('must be the name of an AWS region'),
      ])
    },
  )
})
