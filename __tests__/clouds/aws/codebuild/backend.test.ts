import { afterEach, describe, expect, it } from '@jest/globals'
import {
  CodeBuildBackend,
  checkProject,
  startRequest,
} from '../../../../src/clouds/aws/codebuild/index.js'
import {
  type AwsAccount,
  CLOUDWATCH_LOGS,
  CODEBUILD,
  connect,
} from '../../../../src/clouds/aws/index.js'
import { type ActionError, type LogChunk, Secret } from '../../../../src/core/index.js'
import {
  AWS_CREDENTIALS,
  AWS_REGION,
  awsFault,
  type AwsSimulator,
  type AwsSimulatorOptions,
  type CodeBuildScenario,
  project,
  startAwsSimulator,
} from '../../../simulator/aws/index.js'
import { COMMIT } from '../../../support/ids.js'
import { awsMeans, configOf } from '../aws-means.js'

const never = new AbortController().signal
const open: { readonly account: AwsAccount; readonly simulator: AwsSimulator }[] = []

afterEach(async () => {
  for (const { account, simulator } of open.splice(0)) {
    account.close()
    await simulator.close()
  }
})

const good = project().queuedFor('10s').phase('BUILD', 5).runsFor('60s')

async function backendOf(
  scenario: CodeBuildScenario = good,
  { sourceVersion = COMMIT, ...options }: AwsSimulatorOptions & { sourceVersion?: string } = {},
) {
  const clock = { ms: Date.parse('2026-09-10T11:00:00Z') }
  const simulator = await startAwsSimulator({ clock: { now: () => clock.ms }, ...options })
  simulator.project('shop').always(scenario)
  const { means, heard } = awsMeans(simulator, () => clock.ms)
  const { accessKeyId, secretAccessKey } = AWS_CREDENTIALS
  const secret = new Secret(secretAccessKey)
  const account = connect(
    configOf(simulator, { method: 'keys', origin: 'test', accessKeyId, secretAccessKey: secret }),
    means,
  )
  open.push({ account, simulator })
  const base = new URL(simulator.url)
  const [started, told]: [string[], string[]] = [[], []]
  const client = account.clientFor(CODEBUILD, base)
  const backend = new CodeBuildBackend(
    {
      client,
      stopClient: account.stopClientFor(CODEBUILD, base),
      logs: account.clientFor(CLOUDWATCH_LOGS, base),
      region: AWS_REGION,
      pollIntervalMs: 3_000,
      now: means.now,
      warn: (warning: ActionError) => heard.warnings.push(warning),
      print: (line) => told.push(line),
      started: (id) => started.push(id),
    },
    startRequest({ projectName: 'shop', sourceVersion }),
  )
  const read = async (ref: object, ended: boolean) => {
    const chunks: LogChunk[] = []
    for await (const chunk of backend.log({ ...ref }, undefined, ended, never)) chunks.push(chunk)
    return chunks
  }
  return { clock, simulator, client, backend, started, told, read, warnings: heard.warnings }
}

describe('The backend of CodeBuild', () => {
  it('starts a build with its token, and knows it at once by number, address and commit', async () => {
    const { backend, simulator, started } = await backendOf()
    const run = await backend.start(never)
    const [build] = simulator.builds
    expect(started).toEqual([build?.id])
    expect(run).toMatchObject({
      ref: { id: build?.id, number: 1 },
      name: 'build #1',
      number: '1',
      commit: COMMIT,
      url: expect.stringContaining('/projects/shop/build/'),
    })
    expect(build?.request['idempotencyToken']).toMatch(/^[0-9a-f-]{36}$/)
    expect(backend.repeatableStart.forMs).toBeLessThan(300_000)
  })

  it('has no commit where it builds a branch', async () => {
    const { backend } = await backendOf(good, { sourceVersion: 'main' })
    expect(await backend.start(never)).not.toHaveProperty('commit')
  })

  it('names a build by its id where the number is not known', async () => {
    const { backend } = await backendOf()
    expect(backend.titleOf({ id: 'shop:1' })).toEqual({ name: 'build shop:1' })
  })

  it('knows nothing of a build before it looked', async () => {
    const { backend, read } = await backendOf()
    expect(await backend.steps()).toEqual([])
    expect(await backend.report()).toEqual({ steps: [], artifacts: [] })
    expect(await read({ id: 'shop:1' }, true)).toEqual([])
  })

  it('looks, and then has steps and artifacts of what it saw, without another call', async () => {
    const run = await backendOf(good.artifact('arn:aws:s3:::b/shop.zip', '9f'))
    const { ref } = await run.backend.start(never)
    expect(await run.backend.snapshot(ref, never)).toMatchObject({ phase: 'queued' })
    run.clock.ms += 80_000
    expect(await run.backend.snapshot(ref, never)).toMatchObject({ phase: 'ended' })
    const calls = run.simulator.requests.length
    expect(await run.backend.steps()).toMatchObject([
      { name: 'SUBMITTED' },
      { name: 'QUEUED', durationMs: 10_000 },
      { name: 'PROVISIONING' },
      { name: 'BUILD', status: 'succeeded' },
    ])
    expect(await run.backend.report()).toMatchObject({
      stepsCoverQueue: true,
      artifacts: [{ uri: 'arn:aws:s3:::b/shop.zip', sha256: '9f' }],
    })
    expect(run.simulator.requests).toHaveLength(calls)
  })

  it('takes a build that is not listed yet for trouble that passes', async () => {
    const { backend, clock } = await backendOf(good.appearsAfter('5s'))
    const { ref } = await backend.start(never)
    await expect(backend.snapshot(ref, never)).rejects.toMatchObject({
      code: 'not-found',
      transient: true,
    })
    clock.ms += 5_000
    expect(await backend.snapshot(ref, never)).toMatchObject({ phase: 'queued' })
  })

  it('warns once of each word that no document names', async () => {
    const { backend, clock, warnings } = await backendOf(
      good.claims('RESTARTING', '1s', '20s').claims('PAUSED', '20s', '30s'),
    )
    const { ref } = await backend.start(never)
    for (let look = 0; look < 5; look += 1) {
      await backend.snapshot(ref, never)
      clock.ms += 6_000
    }
    expect(warnings.map(({ message }) => /"(\w+)"/.exec(message)?.[1])).toEqual([
      'RESTARTING',
      'PAUSED',
    ])
  })

  it('stops a build, and tells when it was too late', async () => {
    const { backend, clock } = await backendOf()
    const { ref } = await backend.start(never)
    expect(await backend.stop(ref, never)).toBe('stopping')
    const { backend: other, clock: later } = await backendOf()
    const { ref: ended } = await other.start(never)
    later.ms = clock.ms + 120_000
    expect(await other.stop(ended, never)).toBe('already-ended')
  })
})

describe('The log of a build of CodeBuild', () => {
  /** A build that ran to its end, and was looked at. */
  async function ended(scenario: CodeBuildScenario, options: AwsSimulatorOptions = {}) {
    const run = await backendOf(scenario, options)
    const { ref } = await run.backend.start(never)
    run.clock.ms += 100_000
    await run.backend.snapshot(ref, never)
    return { ...run, ref }
  }

  it('is complete with the last words of the agent', async () => {
    const { read, ref } = await ended(good)
    const chunks = await read(ref, true)
    const text = chunks.map(({ bytes }) => Buffer.from(bytes).toString()).join('')
    expect(text).toContain('line 5\n')
    expect(chunks.at(-1)).toMatchObject({ complete: true })
  })

  it('is none where the build never got a machine', async () => {
    const run = await backendOf(good)
    const { ref } = await run.backend.start(never)
    await run.backend.stop(ref, never)
    await run.backend.snapshot(ref, never)
    expect(await run.read(ref, true)).toEqual([])
    expect(run.simulator.requests.map(({ family }) => family)).not.toContain('GetLogEvents')
  })

  it('is not waited for where it is switched off, which is said once', async () => {
    const { read, ref, told } = await ended(good.logsOff())
    expect(await read(ref, false)).toEqual([])
    expect(await read(ref, true)).toMatchObject([{ complete: true }])
    expect(told).toHaveLength(1)
  })

  it('is waited for while its place is not there, and missed at the end', async () => {
    const { read, ref } = await ended(good.logNeverAppears())
    expect(await read(ref, false)).toEqual([])
    await expect(read(ref, true)).rejects.toMatchObject({ code: 'not-found' })
  })

  it('is missed at the end where the record of a build that ran names no place for it', async () => {
    const run = await backendOf(good)
    const { ref } = await run.backend.start(never)
    const build = { id: ref['id'], buildStatus: 'SUCCEEDED', endTime: 1_789_038_000 }
    const fault = awsFault.status(200, { builds: [build] })
    run.simulator.faults.add({ route: 'BatchGetBuilds', call: 1, fault })
    await run.backend.snapshot(ref, never)
    expect(await run.read(ref, false)).toEqual([])
    await expect(run.read(ref, true)).rejects.toMatchObject({
      message: 'The build has no log group or stream in CloudWatch Logs.',
      transient: true,
    })
  })

  it('is not asked for again where it may not be read, which is one warning', async () => {
    const run = await ended(good, { denied: ['logs:GetLogEvents'] })
    expect(await run.read(run.ref, false)).toEqual([])
    expect(await run.read(run.ref, true)).toMatchObject([{ complete: true }])
    expect(run.warnings).toHaveLength(1)
    expect(run.warnings[0]?.message).toContain('its verdict does not depend on it')
    const asked = run.simulator.requests.filter(({ family }) => family === 'GetLogEvents')
    expect(asked).toHaveLength(1)
  })

  it('is read on from where the reader stands', async () => {
    const run = await ended(good, { pageEvents: 2 })
    const chunks = await run.read(run.ref, true)
    const rest: LogChunk[] = []
    const from = chunks[1]?.cursor
    for await (const chunk of run.backend.log(run.ref, from, true, never)) rest.push(chunk)
    expect(rest).toEqual(chunks.slice(2))
    expect(rest.length).toBeGreaterThan(0)
  })

  it('is whole only with its very last page, however its end is cut into pages', async () => {
    const run = await ended(good, { pageEvents: 1 })
    const complete = (await run.read(run.ref, true)).map((chunk) => chunk.complete)
    expect(complete.indexOf(true)).toBe(complete.length - 1)
  })

  it('passes on what else goes wrong', async () => {
    const run = await ended(good)
    run.simulator.faults.add({ route: 'GetLogEvents', call: 1, fault: awsFault.internal() })
    await expect(run.read(run.ref, true)).rejects.toMatchObject({ code: 'service-error' })
  })

  it('gives up a stream of empty pages without an end', async () => {
    const run = await ended(good, { emptyPages: 70 })
    expect((await run.read(run.ref, false)).length).toBeLessThan(52)
    const asked = run.simulator.requests.filter(({ family }) => family === 'GetLogEvents')
    expect(asked).toHaveLength(50)
  })
})

describe('The check of a project', () => {
  it('passes where the project is there, and names it where it is not', async () => {
    const { client } = await backendOf()
    await checkProject(client, 'shop', never)
    await expect(checkProject(client, 'missing', never)).rejects.toMatchObject({
      code: 'not-found',
      message: 'There is no CodeBuild project missing in this account and region.',
    })
  })
})
