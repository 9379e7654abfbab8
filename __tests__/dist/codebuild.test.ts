import { setTimeout as wait } from 'node:timers/promises'
import { describe, expect, it } from '@jest/globals'
import {
  awsFault,
  type AwsSimulatorOptions,
  type CodeBuildScenario,
  project,
  REQUEST_TOKEN,
  ROLE_ARN,
} from '../simulator/aws/index.js'
import { PUSHED_COMMIT } from '../support/action-process.js'
import { plainLines } from '../support/bundled-action.js'
import { CodeBuildBundle } from '../support/codebuild-bundle.js'
import { PROJECT } from '../support/ids.js'
import { closedAfterEach } from '../support/closing.js'

const kept = closedAfterEach<CodeBuildBundle>((bundle) => expect(bundle.simulator.problems).toEqual([]))

async function against(
  scenario: CodeBuildScenario,
  options: AwsSimulatorOptions = {},
): Promise<CodeBuildBundle> {
  return kept(await CodeBuildBundle.with(scenario, options))
}

const short = project().phase('INSTALL', 20).phase('BUILD', 40).succeedsAfter('2s')
const long = project().phase('BUILD', 600).succeedsAfter('60s').stopTakes('300ms')

describe('The bundle of codebuild/', () => {
  it('passes the job on a good build, with all outputs and every log line', async () => {
    const run = await against(short.queuedFor('500ms').artifact('arn:aws:s3:::b/shop.zip', 'ab'.repeat(32)))
    const result = await run.main()
    expect(result).toMatchObject({ exitCode: 0, stderr: '' })
    const [build] = run.simulator.builds
    expect(result.outputs).toMatchObject({
      'aws-build-id': build?.id,
      'build-number': '1',
      commit: PUSHED_COMMIT,
      status: 'succeeded',
      'remote-status': 'SUCCEEDED',
      'queued-seconds': '0.5',
      'duration-seconds': '2',
    })
    expect(result.outputs['url']).toMatch(
      /^https:\/\/eu-central-1\.console\.aws\.amazon\.com\/codesuite\/codebuild\/123456789012\/projects\/shop\/build\/shop%3A/,
    )
    expect(JSON.parse(result.outputs['artifacts'] ?? '')).toEqual([
      { location: 'arn:aws:s3:::b/shop.zip', sha256: 'ab'.repeat(32) },
    ])
    expect(JSON.parse(result.outputs['steps'] ?? '')).toMatchObject([
      { name: 'SUBMITTED', status: 'succeeded' },
      { name: 'QUEUED', status: 'succeeded', durationMs: 500 },
      { name: 'PROVISIONING', status: 'succeeded' },
      { name: 'INSTALL', status: 'succeeded' },
      { name: 'BUILD', status: 'succeeded' },
    ])
    expect(plainLines(result.stdout).filter((line) => /^line \d+$/.test(line))).toHaveLength(60)
    expect(result.stdout).toMatch(/::group::INSTALL\n[\s\S]*::endgroup::\n::group::BUILD\n/)
    expect(await run.post(result)).toMatchObject({ exitCode: 0, stdout: '' })
  })

  it.each([
    ['FAILED', 'failed'],
    ['FAULT', 'failed'],
    ['TIMED_OUT', 'timed-out'],
    ['STOPPED', 'stopped'],
    ['SUCCEEDED_PARTIALLY', 'failed'],
  ])('fails the job on a build that ends as %s', async (word, status) => {
    const run = await against(project().phase('BUILD', 2).failsWith('exit status 7').runsFor('300ms').endsWith(word))
    const result = await run.main()
    expect(result.exitCode).toBe(1)
    expect(result.outputs).toMatchObject({ status, 'remote-status': word })
    expect(result.stdout).toMatch(/^::error::.*COMMAND_EXECUTION_ERROR: exit status 7/m)
  })

  it.each(['SIGINT', 'SIGTERM'] as const)('stops the build at once after %s', async (signal) => {
    const run = await against(long)
    const main = run.start()
    await main.waitFor(/line 5\n/)
    const sentAt = Date.now()
    main.child.kill(signal)
    const result = await main.done
    const stop = run.simulator.requests.find(({ family }) => family === 'StopBuild')
    expect((stop?.at ?? Infinity) - sentAt).toBeLessThan(250)
    expect(result).toMatchObject({ exitCode: 1, signal: null, outputs: { status: 'stopped' } })
    expect(result.goneAt - sentAt).toBeLessThan(6_500)
    expect(run.running).toBe(0)
    expect(await run.post(result)).toMatchObject({ exitCode: 0, stdout: '' })
  })

  it('awaits a start in flight and stops its build', async () => {
    const run = await against(long)
    run.simulator.faults.add({ route: 'StartBuild', call: 1, fault: awsFault.delay('2s') })
    const main = run.start()
    while (run.simulator.requests.length === 0) await wait(5)
    main.child.kill('SIGINT')
    expect(await main.done).toMatchObject({ exitCode: 1, outputs: { status: 'stopped' } })
    expect(run.running).toBe(0)
  })

  it('makes one build of a start whose answer was lost, and passes on it', async () => {
    const run = await against(short)
    run.simulator.faults.add({ route: 'StartBuild', call: 1, fault: awsFault.reset('after-acting') })
    const result = await run.main()
    expect(result).toMatchObject({ exitCode: 0, outputs: { status: 'succeeded' } })
    expect(run.simulator.builds).toHaveLength(1)
    expect(run.calls().filter((call) => call === 'StartBuild')).toHaveLength(2)
  })

  it('sends the very same start again in the post step after a kill, and stops its build', async () => {
    const run = await against(long)
    run.simulator.faults.add({ route: 'StartBuild', call: 1, fault: awsFault.delay('30s') })
    const main = run.start({ env: { 'RELEASE_NOTE': 'é"\\' }, inputs: { 'env-vars-for-codebuild': 'RELEASE_NOTE' } })
    while (run.simulator.requests.length === 0) await wait(5)
    main.child.kill('SIGKILL')
    const killed = await main.done
    expect(run.running).toBe(1)
    const post = await run.post(killed)
    expect(post.exitCode).toBe(0)
    expect(post.stdout).toMatch(/Build #1 of project shop was left running and is stopped now \(STOPPED\)/)
    expect(run.simulator.builds).toHaveLength(1)
    expect(run.running).toBe(0)
    const [first, second] = run.simulator.requests.filter(({ family }) => family === 'StartBuild')
    expect(second?.body).toBe(first?.body)
  })

  it('stops a running build in the post step after a kill', async () => {
    const run = await against(long)
    const main = run.start()
    await main.waitFor(/line 3\n/)
    main.child.kill('SIGKILL')
    const post = await run.post(await main.done)
    expect(post.exitCode).toBe(0)
    expect(post.stdout).toMatch(/Build #1 .*https:\/\/eu-central-1\.console/)
    expect(run.running).toBe(0)
  })

  it('assumes a role by the workflow\'s token, and renews its keys before they are refused', async () => {
    const keys = { sessionSeconds: 3, expiryGraceMs: 60_000 }
    const run = await against(project().phase('BUILD', 60).succeedsAfter('6s'), keys)
    const { AWS_REGION, AWS_ENDPOINT_URL } = run.env
    const result = await run.main({
      inputs: { 'role-to-assume': ROLE_ARN },
      env: {
        AWS_REGION: AWS_REGION ?? '',
        AWS_ENDPOINT_URL: AWS_ENDPOINT_URL ?? '',
        AWS_ACCESS_KEY_ID: '',
        AWS_SECRET_ACCESS_KEY: '',
        ACTIONS_ID_TOKEN_REQUEST_URL: run.simulator.oidcRequestUrl,
        ACTIONS_ID_TOKEN_REQUEST_TOKEN: REQUEST_TOKEN,
      },
    })
    expect(result).toMatchObject({ exitCode: 0, outputs: { status: 'succeeded' } })
    expect(run.calls().filter((call) => call === 'AssumeRoleWithWebIdentity').length).toBeGreaterThan(1)
    expect(JSON.stringify([result.outputs, result.state, result.summary])).not.toMatch(/ASIA|IQoJ|eyJ/)
  })

  it('tells every bad input at once, before any request', async () => {
    const run = await against(short)
    const result = await run.main({
      inputs: {
        'project-name': '',
        'update-interval': '10',
        'poll-interval-seconds': '5',
        'update-back-off': 'soon',
        'hide-cloudwatch-logs': 'true',
        logs: 'on-failure',
        'stop-on-signals': 'SIGNAL',
        'secret-references': 'KEY=plain-secret',
        'role-to-assume': 'ci',
      },
      env: { AWS_REGION: 'nowhere', AWS_ENDPOINT_URL: 'http://example.com' },
    })
    const errors = result.stdout.split('\n').filter((line) => line.startsWith('::error::'))
    expect(errors).toHaveLength(9)
    expect(result.stdout).not.toContain('plain-secret')
    expect(result).toMatchObject({ exitCode: 1, outputs: { status: 'not-started' } })
    expect(run.calls()).toEqual([])
  })

  it('leaves the build alone with an empty stop-on-signals', async () => {
    const run = await against(long)
    const main = run.start({ inputs: { 'stop-on-signals': '' } })
    await main.waitFor(/line 5\n/)
    main.child.kill('SIGINT')
    const result = await main.done
    expect(result).toMatchObject({ exitCode: 1, outputs: { status: 'left-running' } })
    expect(await run.post(result)).toMatchObject({ exitCode: 0, stdout: '' })
    expect(run.running).toBe(1)
  })

  it('names the permission that a refused stop lacks', async () => {
    const run = await against(long, { denied: ['codebuild:StopBuild'] })
    const main = run.start()
    await main.waitFor(/line 5\n/)
    main.child.kill('SIGINT')
    const result = await main.done
    expect(result.stdout).toContain('The permission codebuild:StopBuild is missing.')
    expect(result).toMatchObject({ exitCode: 1, outputs: { status: 'lost' } })
  })

  it('sends only what may be read, and warns of what was named and stays', async () => {
    const run = await against(short)
    const result = await run.main({
      inputs: { 'env-vars-for-codebuild': 'MODE,\nNPM_TOKEN,\nCOPY', 'secret-references': 'NPM_KEY = ssm:/npm/key' },
      env: { MODE: 'release', NPM_TOKEN: 'x', GITHUB_TOKEN: 'ghs_x', COPY: `k=${run.env['AWS_SECRET_ACCESS_KEY']}` },
    })
    const [build] = run.simulator.builds
    const variables = build?.request['environmentVariablesOverride'] as readonly { readonly name: string }[]
    expect(variables).toContainEqual({ name: 'MODE', value: 'release', type: 'PLAINTEXT' })
    expect(variables).toContainEqual({ name: 'NPM_KEY', value: '/npm/key', type: 'PARAMETER_STORE' })
    expect(variables).toContainEqual({ name: 'GITHUB_RUN_ID', value: '4711', type: 'PLAINTEXT' })
    const names = variables.map(({ name }) => name)
    expect(names.filter((name) => /TOKEN|COPY/.test(name))).toEqual([])
    expect(result.stdout.match(/^::warning::.*NPM_TOKEN, COPY/gm)).toHaveLength(1)
    expect(result.stdout).not.toContain('GITHUB_TOKEN')
    expect(result.stdout).not.toContain(`${PROJECT}-`)
  })

  it('checks and prints with dry-run, and starts nothing', async () => {
    const run = await against(short)
    const result = await run.main({ inputs: { 'dry-run': 'true' } })
    expect(result).toMatchObject({ exitCode: 0, outputs: { status: 'checked' } })
    expect(result.stdout).toContain('"projectName": "shop"')
    expect(run.calls()).toEqual(['BatchGetProjects'])
  })
})
