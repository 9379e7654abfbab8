import { describe, expect, it } from '@jest/globals'
import { environmentInputs } from '../../../../src/clouds/aws/codebuild/environment-inputs.js'
import { chosenEnvironment } from '../../../../src/clouds/aws/codebuild/environment.js'
import { projectInputs } from '../../../../src/clouds/aws/codebuild/project-inputs.js'
import { readGroup } from '../../../inputs/one-group.js'

type Texts = Readonly<Record<string, string>>

describe('The project that is built', () => {
  const project = (inputs: Texts) => readGroup(projectInputs, inputs)

  it.each([
    'shop',
    '9-shop_2',
    'arn:aws:codebuild:eu-central-1:123456789012:project/shop',
    'arn:aws-cn:codebuild:cn-north-1:123456789012:project/shop',
  ])('may be %s', (name) => {
    expect(project({ 'project-name': name }).value).toEqual({ name, overrides: {} })
  })

  it.each([
    ['', 'project-name is missing'],
    ['-shop', 'must be the name of a CodeBuild project'],
    ['shop/other', 'must be the name of a CodeBuild project'],
    ['a'.repeat(256), 'must be the name of a CodeBuild project'],
    ['arn:aws:codebuild:eu-central-1:123456789012:build/shop:1', "a shared one's ARN"],
  ])('may not be "%s"', (name, said) => {
    const { value, problems } = project({ 'project-name': name })
    expect([value, problems]).toEqual([undefined, [expect.stringContaining(said)]])
  })

  it('has an override for each input that is given, in the words of StartBuild', () => {
    expect(
      project({
        'project-name': 'shop',
        'buildspec-override': 'ci/buildspec.yml',
        'compute-type-override': 'BUILD_GENERAL1_LARGE',
        'environment-type-override': 'LINUX_CONTAINER',
        'image-override': 'aws/codebuild/standard:7.0',
        'image-pull-credentials-type-override': 'CODEBUILD',
        'artifacts-type-override': 'NO_ARTIFACTS',
      }).value,
    ).toEqual({
      name: 'shop',
      artifactsType: 'NO_ARTIFACTS',
      overrides: {
        buildspecOverride: 'ci/buildspec.yml',
        computeTypeOverride: 'BUILD_GENERAL1_LARGE',
        environmentTypeOverride: 'LINUX_CONTAINER',
        imageOverride: 'aws/codebuild/standard:7.0',
        imagePullCredentialsTypeOverride: 'CODEBUILD',
      },
    })
  })
})

describe('References to secrets', () => {
  const environment = (inputs: Texts) => readGroup(environmentInputs, inputs)

  it('name a variable and where its secret is kept, line by line', () => {
    const lines = [
      '# of the shop',
      '',
      'KEY=ssm:/shop/key',
      '  PASS = secretsmanager:prod/shop:password::  ',
    ]
    expect(environment({ 'secret-references': lines.join('\r\n') }).value?.references).toEqual([
      { name: 'KEY', type: 'PARAMETER_STORE', value: '/shop/key' },
      { name: 'PASS', type: 'SECRETS_MANAGER', value: 'prod/shop:password::' },
    ])
  })

  it.each([
    ['KEY=hunter22', 'line 1 is "KEY=…"'],
    ['hunter22', 'line 1 is "…"'],
    ['\nKEY=ssm:', 'line 2 is "KEY=…"'],
    ['9KEY=ssm:/a', 'line 1 is "9KEY=…"'],
    ['KEY=vault:/a', 'line 1 is "KEY=…"'],
    ['KEY=ssm:/a\nKEY=ssm:/b', 'line 2 sets KEY twice'],
  ])('that read %j are a problem, and no secret is quoted', (text, said) => {
    const { value, problems } = environment({ 'secret-references': text })
    expect([value, problems]).toEqual([undefined, [expect.stringContaining(said)]])
    expect(problems.join()).not.toContain('hunter22')
  })

  it('are all told at once', () => {
    expect(environment({ 'secret-references': 'A=1\nB=2' }).problems).toHaveLength(2)
  })
})

describe('The variables that are named', () => {
  const names = (text: string) =>
    readGroup(environmentInputs, { 'env-vars-for-codebuild': text }).value?.names

  it.each([
    ['', []],
    ['A', ['A']],
    ['A, B ,\nC\r\n,A', ['A', 'B', 'C']],
  ])('of %j are %j', (text, expected) => {
    expect(names(text)).toEqual(expected)
  })
})

describe('The environment of a build', () => {
  const env = {
    RELEASE: '7',
    NPM_TOKEN: 'npm-1',
    DEPLOY_KEY: 'a-secret',
    GITHUB_REF: 'main',
    GITHUB_TOKEN: 'ghs_1',
    GITHUB_NOTE: 'holds a-secret',
    OTHER: 'o',
    GITHUB_GONE: undefined,
  }
  const chosen = (config: Partial<Parameters<typeof chosenEnvironment>[0]>) =>
    chosenEnvironment({ names: [], github: true, references: [], ...config }, env, (value) =>
      value.includes('a-secret'),
    )

  it("is what is named and the runner's own, as plain text", () => {
    expect(chosen({ names: ['RELEASE', 'MISSING'] })).toEqual({
      variables: [
        { name: 'RELEASE', value: '7', type: 'PLAINTEXT' },
        { name: 'GITHUB_REF', value: 'main', type: 'PLAINTEXT' },
      ],
      heldBack: [],
    })
  })

  it("is what is named alone without the runner's own", () => {
    expect(chosen({ names: ['GITHUB_REF'], github: false }).variables).toEqual([
      { name: 'GITHUB_REF', value: 'main', type: 'PLAINTEXT' },
    ])
  })

  it.each(['NPM_TOKEN', 'GITHUB_TOKEN', 'DEPLOY_KEY', 'GITHUB_NOTE'])(
    'never has the secret of %s, and says so where it was named',
    (name) => {
      const { variables, heldBack } = chosen({ names: [name] })
      expect(variables.map((one) => one.name)).toEqual(['GITHUB_REF'])
      expect(heldBack).toEqual([name])
    },
  )

  it('has the reference in place of a variable of its name', () => {
    const reference = { name: 'NPM_TOKEN', type: 'PARAMETER_STORE', value: '/npm' } as const
    expect(chosen({ names: ['NPM_TOKEN'], github: false, references: [reference] })).toEqual({
      variables: [reference],
      heldBack: [],
    })
  })
})
