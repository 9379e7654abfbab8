import { describe, expect, it } from '@jest/globals'
import { consoleUrl } from '../../../src/clouds/huawei/codearts-build/console-url.js'
import { buildInputs } from '../../../src/actions/build/inputs.js'
import { readInputs } from '../../../src/inputs/read-inputs.js'

interface Given {
  readonly region?: string
  readonly endpoint?: string
  readonly iamEndpoint?: string
  readonly stsEndpoint?: string
}

const SIGN_IN = {
  none: { INPUT_TOKEN: 'an-iam-token' },
  iam: {
    INPUT_USERNAME: 'u',
    INPUT_PASSWORD: 'password',
    'INPUT_DOMAIN-NAME': 'd',
    'INPUT_IAM-PROJECT': 'p',
  },
  sts: {
    'INPUT_OIDC-PROVIDER-URN': 'iam::1:oidcProvider:p',
    'INPUT_OIDC-AGENCY-URN': 'iam::1:agency:a',
  },
} as const

/** The endpoints of a workflow that is complete otherwise. */
function resolveService(given: Given, need: keyof typeof SIGN_IN) {
  const env = {
    GITHUB_SHA: 'a'.repeat(40),
    'INPUT_JOB-ID': 'a'.repeat(32),
    INPUT_REGION: given.region,
    INPUT_ENDPOINT: given.endpoint,
    'INPUT_IAM-ENDPOINT': given.iamEndpoint,
    'INPUT_STS-ENDPOINT': given.stsEndpoint,
    ...SIGN_IN[need],
  }
  const { config, problems } = readInputs(
    buildInputs,
    env,
    () => undefined,
    (text) => text,
  )
  return {
    problems,
    ...(config && { service: { ...config.account, build: config.endpoint } }),
  }
}

describe('the endpoints', () => {
  it('finds the hosts of a region', () => {
    const { service, problems } = resolveService({ region: 'cn-north-4' }, 'sts')
    expect(problems).toEqual([])
    expect(service?.build.href).toBe('https://cloudbuild-ext.cn-north-4.myhuaweicloud.com/')
    expect(service?.iam?.href).toBe('https://iam.cn-north-4.myhuaweicloud.com/')
    expect(service?.sts?.href).toBe('https://sts.cn-north-4.myhuaweicloud.com/')
  })

  it('knows the European region by its own domain', () => {
    const { service } = resolveService({ region: 'eu-west-101' }, 'iam')
    expect(service?.build.host).toBe('build-backend.eu-west-101.myhuaweicloud.eu')
    expect(service?.iam?.host).toBe('iam.eu-west-101.myhuaweicloud.eu')
  })

  it('names the known regions, the nearest first, and endpoint for an unknown one', () => {
    const { service, problems } = resolveService({ region: 'cn-nort-4' }, 'none')
    expect(service).toBeUndefined()
    expect(problems).toHaveLength(1)
    expect(problems[0]).toMatch(/cn-nort-4.*first: cn-north-4, .*eu-west-101.*endpoint/)
  })

  it('takes an endpoint without a region', () => {
    const { service, problems } = resolveService(
      { endpoint: 'https://build.example.com/x/' },
      'none',
    )
    expect(problems).toEqual([])
    expect(service?.build.href).toBe('https://build.example.com/x')
    expect(service?.region).toBeUndefined()
  })

  it('prefers every given endpoint to the region', () => {
    const { service } = resolveService(
      {
        region: 'cn-north-4',
        endpoint: 'http://127.0.0.1:8080',
        iamEndpoint: 'http://localhost:8081/',
        stsEndpoint: 'http://[::1]:8082',
      },
      'sts',
    )
    expect(service?.build.host).toBe('127.0.0.1:8080')
    expect(service?.iam?.host).toBe('localhost:8081')
    expect(service?.sts?.host).toBe('[::1]:8082')
  })

  it.each([
    ['http://build.example.com', /https:/],
    ['http://127.0.0.1.example.com', /https:/],
    ['ftp://localhost', /https:/],
    ['https://user:pass@build.example.com', /user name/],
    ['https://build.example.com/?a=b', /query/],
    ['https://build.example.com/#f', /fragment/],
    ['build.example.com', /not a URL/],
  ])('refuses %s as an endpoint', (endpoint, reason) => {
    const { service, problems } = resolveService({ endpoint }, 'none')
    expect(service).toBeUndefined()
    expect(problems.join()).toMatch(reason)
    expect(problems.join()).not.toContain('pass@')
  })

  it('names sts-endpoint and the other ways to sign in where a region has no STS', () => {
    const { problems } = resolveService({ region: 'cn-north-1' }, 'sts')
    expect(problems.join()).toMatch(/sts-endpoint.*access-key-id.*username.*token/)
    expect(resolveService({ region: 'cn-north-1' }, 'none').problems).toEqual([])
  })

  it('asks for iam-endpoint when a password has no region to sign in at', () => {
    const { problems } = resolveService({ endpoint: 'https://build.example.com' }, 'iam')
    expect(problems.join()).toMatch(/iam-endpoint/)
  })

  it('reports every problem at once', () => {
    const raw = { endpoint: 'http://a.example', iamEndpoint: 'x', stsEndpoint: 'ftp://b' }
    expect(resolveService(raw, 'sts').problems).toHaveLength(3)
  })
})

describe('consoleUrl', () => {
  it('leads to the build in a region of the .com domain', () => {
    expect(consoleUrl('cn-north-4', 'a'.repeat(32), 7)).toMatch(
      /^https:\/\/devcloud\.cn-north-4\.huaweicloud\.com\/.*a{32}.*7$/,
    )
  })

  it.each([[undefined], ['eu-west-101'], ['nowhere-1'], ['__proto__']])(
    'is unknown for region %s',
    (region) => {
      expect(consoleUrl(region, 'a'.repeat(32), 7)).toBeUndefined()
    },
  )
})
