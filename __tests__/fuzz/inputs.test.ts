import { describe, expect, it } from '@jest/globals'
import fc from '../support/fast-check.js'
import { budget } from '../support/budget.js'
import { buildInputs } from '../../src/actions/build/inputs.js'
import { CREDENTIAL_VARIABLES } from '../../src/clouds/huawei/credentials.js'
import { readInputs } from '../../src/inputs/read-inputs.js'
import { COMMIT, JOB, problemOf, read } from '../inputs/workflow.js'
import { hostileText, MARK, secretText } from './hostile.js'

const GOOD: Readonly<Partial<Record<string, string>>> = {
  region: 'cn-north-4',
  endpoint: 'http://127.0.0.1:9',
  'job-id': JOB,
  'access-key-id': 'AKAKAKAK',
  'oidc-provider-urn': 'iam::1:oidcProvider:github',
  'oidc-agency-urn': 'iam::1:agency:ci',
  username: 'ci',
  'domain-name': 'acme',
  commit: COMMIT,
  tag: 'v1.0',
  parameters: '{"A": 1.10}',
  'log-file': 'build.log',
}
const { table } = buildInputs
const NAMES = Object.keys(table)
const isSecret = (name: string) => table[name]?.secret === true

/** A secret in each of the forms that people paste it in, the wrong ones too. */
const secretParameters = fc
  .tuple(secretText, hostileText)
  .chain(([secret, other]) =>
    fc.constantFrom(
      `KEY=${secret}`,
      `KEY=${other}\n${secret}`,
      `KEY=first\n${secret}==`,
      `KEY=first\n${MARK}=`,
      secret,
      JSON.stringify({ KEY: secret }),
      JSON.stringify({ KEY: { inner: secret }, 'B-AD': secret, PATH: secret }),
      `{"KEY": "${secret}"`,
      `{"KEY": "${secret}", "KEY": "${MARK}"}`,
      `[${JSON.stringify(secret)}]`,
    ),
  )

const valueOf = (name: string): fc.Arbitrary<string> => {
  if (name === 'secret-parameters') return fc.oneof(fc.constant(''), secretParameters)
  const odd = isSecret(name) ? secretText : hostileText
  const usual = isSecret(name) ? MARK : (GOOD[name] ?? table[name]?.default ?? '')
  return fc.oneof(
    { weight: 3, arbitrary: fc.constant('') },
    { weight: 3, arbitrary: fc.constant(usual) },
    { weight: 2, arbitrary: odd },
  )
}

const environment = fc
  .tuple(
    fc.tuple(
      ...NAMES.map((name) => valueOf(name).map((value) => [`INPUT_${name.toUpperCase()}`, value])),
    ),
    fc.tuple(
      ...CREDENTIAL_VARIABLES.map((name) =>
        fc.oneof(fc.constant(''), secretText).map((value) => [name, value]),
      ),
    ),
    fc.record(
      {
        GITHUB_SHA: fc.oneof(fc.constant(COMMIT), hostileText),
        GITHUB_EVENT_NAME: fc.oneof(fc.constantFrom('push', 'pull_request'), hostileText),
        GITHUB_EVENT_PATH: hostileText,
        GITHUB_WORKSPACE: hostileText,
        RUNNER_TEMP: hostileText,
        GITHUB_RUN_ID: hostileText,
      },
      { requiredKeys: [] },
    ),
  )
  .map(([inputs, variables, rest]): NodeJS.ProcessEnv => ({
    ...Object.fromEntries<string>(
      [...inputs, ...variables].map(([name = '', value = '']) => [name, value]),
    ),
    ...rest,
  }))

describe('readInputs', () => {
  it('gives a config or problems of one line each, never neither, and quotes no secret', () => {
    fc.assert(
      fc.property(environment, (env) => {
        const masks: string[] = []
        const { config, problems, warnings } = readInputs(
          buildInputs,
          env,
          (value) => masks.push(value),
          (text) => text,
        )
        expect(config === undefined).toBe(problems.length > 0)
        for (const line of [...problems, ...warnings]) {
          expect(line).not.toContain(MARK)
          expect(line).not.toMatch(/[\r\n]/)
        }
        expect(JSON.stringify(config ?? {}).includes(MARK)).toBe(
          (config?.account.credentials.method === 'access-key' &&
            config.account.credentials.accessKeyId.includes(MARK)) ||
            (config?.parameters.some(({ value }) => value.includes(MARK)) ?? false),
        )
        expect(masks).not.toContain('')
      }),
      budget(400),
    )
  })

  it('gives a config wherever only what may be anything is odd', () => {
    fc.assert(
      fc.property(hostileText, secretText, (text, secret) => {
        fc.pre(text.trim() !== '')
        const env = {
          GITHUB_SHA: COMMIT,
          INPUT_REGION: 'cn-north-4',
          'INPUT_PROJECT-ID': JOB,
          'INPUT_JOB-NAME': text,
          INPUT_USERNAME: text,
          INPUT_PASSWORD: secret,
          'INPUT_DOMAIN-NAME': text,
          'INPUT_SECRET-PARAMETERS': JSON.stringify({ KEY: secret }),
        }
        const masks: string[] = []
        const { config, problems } = readInputs(
          buildInputs,
          env,
          (value) => masks.push(value),
          (text) => text,
        )
        expect(problems).toEqual([])
        expect(config?.parameters).toEqual([{ name: 'KEY', value: secret, secret: true }])
        expect(masks).toEqual(expect.arrayContaining([secret, secret.trim()]))
      }),
    )
  })

  it.each([`${MARK}=`, `${MARK}==`, `${MARK}+/x=`, `KEY=${MARK}`])(
    'tells a line of secrets by its number only: %s',
    (line) => {
      const { problems } = read({ inputs: { 'secret-parameters': `KEY=first\n${line}` } })
      expect(problems).toEqual([expect.stringContaining('Input secret-parameters, line 2')])
      expect(problems[0]).not.toContain(MARK)
    },
  )

  it('refuses a log file whose name no disk takes, below a folder that is not there yet', () => {
    const given = `not-there/${'x'.repeat(300)}/../${'x'.repeat(5_000)}`
    expect(problemOf({ 'log-file': given })).toContain('Input log-file is "not-there/')
  })

  it('tells an unknown region on one line', () => {
    const { problems } = read({ inputs: { region: 'cn\r\n::error::x\u2028y' } })
    expect(problems).toEqual([expect.stringMatching(/^Region cn ::error::x y has [^\r\n]*$/)])
  })
})
