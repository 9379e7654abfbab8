import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, describe, expect, it } from '@jest/globals'
import {
  type AwsAccount,
  CLOUDWATCH_LOGS,
  CODEBUILD,
  connect,
} from '../../../src/clouds/aws/index.js'
import type { AwsCredentials } from '../../../src/clouds/aws/sign-in/index.js'
import { Secret } from '../../../src/core/index.js'
import type { ConnectMeans } from '../../../src/sign-in/index.js'
import {
  AWS_CREDENTIALS,
  awsFault,
  type AwsSimulator,
  type AwsSimulatorOptions,
  ROLE_ARN,
  startAwsSimulator,
} from '../../simulator/aws/index.js'
import { awsMeans, configOf } from './aws-means.js'

const never = new AbortController().signal
const PROJECTS = { operation: 'BatchGetProjects', body: { names: ['shop'] }, reads: true }
const KEYS: AwsCredentials = {
  method: 'keys',
  origin: 'environment AWS_ACCESS_KEY_ID',
  accessKeyId: AWS_CREDENTIALS.accessKeyId,
  secretAccessKey: new Secret(AWS_CREDENTIALS.secretAccessKey),
}
const ROLE: AwsCredentials = {
  method: 'web-identity',
  origin: 'input role-to-assume',
  roleArn: ROLE_ARN,
  sessionName: 'GitHubActions',
  token: { audience: 'sts.amazonaws.com' },
}

const simulators: AwsSimulator[] = []
let account: AwsAccount | undefined

afterEach(async () => {
  account?.close()
  for (const one of simulators.splice(0)) await one.close()
})

interface Setting extends AwsSimulatorOptions {
  readonly means?: Partial<ConnectMeans>
}

async function connected(credentials: AwsCredentials, { means: more, ...options }: Setting = {}) {
  const clock = { ms: Date.now() }
  const service = await startAwsSimulator({ clock: { now: () => clock.ms }, ...options })
  simulators.push(service)
  service.project('shop')
  const { means, heard } = awsMeans(service, () => clock.ms)
  const opened = connect(configOf(service, credentials), { ...means, ...more })
  account = opened
  const base = new URL(service.url)
  const client = opened.clientFor(CODEBUILD, base)
  return {
    clock,
    service,
    heard,
    opened,
    client,
    stopClient: opened.stopClientFor(CODEBUILD, base),
    logs: opened.clientFor(CLOUDWATCH_LOGS, base),
    projects: () => client.call(PROJECTS, never),
    asked: (family: string) => service.requests.filter((one) => one.family === family).length,
  }
}

describe('An account of AWS', () => {
  it('signs in with the keys of the environment, each service in its own name', async () => {
    const { opened, service, heard, projects, logs, stopClient } = await connected(KEYS)
    expect(opened.description).toBe('access key AKIA…0001 (environment AWS_ACCESS_KEY_ID)')
    expect(await projects()).toMatchObject({ projects: [{ name: 'shop' }] })
    const events = { logGroupName: 'g', logStreamName: 's', startFromHead: true }
    const read = logs.call({ operation: 'GetLogEvents', body: events, reads: true }, never)
    await expect(read).rejects.toMatchObject({ code: 'not-found' })
    const stop = { operation: 'StopBuild', body: { id: 'shop:x' }, reads: false }
    await expect(stopClient.call(stop, never)).rejects.toMatchObject({ code: 'not-found' })
    expect(service.problems).toEqual([])
    expect(heard.hidden).toHaveLength(3)
    expect(heard.hidden[0]).toMatch(/^[0-9a-f]{64}$/)
    expect(heard.lines.join('\n')).not.toMatch(/Signature|AKIASIMULATOR/)
  })

  it('assumes the role once for all calls, and masks token and keys before it uses them', async () => {
    const { opened, heard, projects, asked, service } = await connected(ROLE)
    expect(opened.description).toBe(`role ${ROLE_ARN} by an OIDC token (input role-to-assume)`)
    await Promise.all([projects(), projects(), projects()])
    expect([asked('oidc-token'), asked('AssumeRoleWithWebIdentity')]).toEqual([1, 1])
    expect(heard.audiences).toEqual(['sts.amazonaws.com'])
    const sent = new URLSearchParams(
      service.requests.find(({ family }) => family === 'AssumeRoleWithWebIdentity')?.body,
    )
    expect(heard.masked).toHaveLength(4)
    expect(heard.masked[0]).toBe(sent.get('WebIdentityToken'))
    expect(sent.get('DurationSeconds')).toBe('3600')
    expect(service.problems).toEqual([])
  })

  it('shows the identity token to the sign-in service alone', async () => {
    const { service, heard, projects } = await connected(ROLE)
    await projects()
    const [token = ''] = heard.masked
    const others = service.requests.filter(({ family }) => family === 'BatchGetProjects')
    expect(others).toHaveLength(1)
    expect(JSON.stringify(others)).not.toContain(token)
  })

  it.each([
    ['5 minutes before they end', 3_600, 3_600_000 - 4 * 60_000],
    ['in the last fifth of a short life', 900, 900_000 * 0.85],
  ])('renews its keys %s', async (_when, sessionSeconds, laterMs) => {
    const { clock, projects, asked, service } = await connected(ROLE, { sessionSeconds })
    await projects()
    clock.ms += laterMs * 0.9
    await projects()
    expect(asked('AssumeRoleWithWebIdentity')).toBe(1)
    clock.ms += laterMs * 0.1
    await projects()
    expect(asked('AssumeRoleWithWebIdentity')).toBe(2)
    expect(service.problems).toEqual([])
  })

  it('never signs with keys that are over, even where no new ones can be had', async () => {
    const { clock, projects, service, asked } = await connected(ROLE)
    await projects()
    service.faults.add({
      route: 'AssumeRoleWithWebIdentity',
      call: 'every',
      fault: awsFault.status(503),
    })
    clock.ms += 3_600_000 - 60_000
    expect(await projects()).toMatchObject({ projects: [{ name: 'shop' }] })
    clock.ms += 61_000
    await expect(projects()).rejects.toMatchObject({ code: 'service-error', transient: true })
    expect(asked('BatchGetProjects')).toBe(2)
    expect(service.problems).toEqual([])
  })

  it('takes the life of keys by the clock of the service, not by ours', async () => {
    const { clock, projects, asked } = await connected(ROLE, { serviceClockOffsetMs: 7_200_000 })
    await projects()
    const before = asked('AssumeRoleWithWebIdentity')
    clock.ms += 50 * 60_000
    await projects()
    expect(asked('AssumeRoleWithWebIdentity')).toBe(before)
    clock.ms += 6 * 60_000
    await projects()
    expect(asked('AssumeRoleWithWebIdentity')).toBe(before + 1)
  })

  it('fetches new keys when the service refuses those it has', async () => {
    const { projects, asked, service } = await connected(ROLE)
    await projects()
    const [refused] = service.requests
      .filter(({ family }) => family === 'BatchGetProjects')
      .map(({ headers }) => /Credential=([^/]+)/.exec(String(headers['authorization']))?.[1] ?? '')
    service.signIn.revoke(refused ?? '')
    expect(await projects()).toMatchObject({ projects: [{ name: 'shop' }] })
    expect(asked('AssumeRoleWithWebIdentity')).toBe(2)
  })

  it.each(['body', 'prefixed', 'header'] as const)(
    'corrects its clock by the service, whose refusal tells its code in %s',
    async (errorTypeIn) => {
      const { projects, asked, service } = await connected(KEYS, {
        errorTypeIn,
        serviceClockOffsetMs: 3_600_000,
      })
      expect(await projects()).toMatchObject({ projects: [{ name: 'shop' }] })
      await projects()
      expect(asked('BatchGetProjects')).toBe(3)
      expect(service.problems.map(({ kind }) => kind)).toEqual(['clock'])
    },
  )

  it('does not correct its clock for a refusal that is not about time', async () => {
    const { projects, asked } = await connected(
      { ...KEYS, accessKeyId: 'AKIAUNKNOWN000000000' },
      { serviceClockOffsetMs: 3_600_000 },
    )
    await expect(projects()).rejects.toMatchObject({ code: 'credentials-refused' })
    expect(asked('BatchGetProjects')).toBe(1)
  })

  it('has another connection for stops, which no call that hangs holds up', async () => {
    const { service, client, stopClient, asked } = await connected(KEYS)
    service.faults.add({ route: 'BatchGetProjects', call: 1, fault: awsFault.stall() })
    const givenUp = new AbortController()
    let hangs = true
    const hanging = client.call(PROJECTS, givenUp.signal).finally(() => (hangs = false))
    while (asked('BatchGetProjects') === 0) await new Promise((r) => setTimeout(r, 5))
    const stop = { operation: 'StopBuild', body: { id: 'shop:x' }, reads: false }
    await expect(stopClient.call(stop, never)).rejects.toMatchObject({ code: 'not-found' })
    expect([hangs, asked('StopBuild')]).toEqual([true, 1])
    givenUp.abort()
    await expect(hanging).rejects.toThrow()
  })

  it('says once that a service knows another day, and keeps its own clock', async () => {
    const { projects, heard } = await connected(KEYS, { serviceClockOffsetMs: 3 * 86_400_000 })
    await expect(projects()).rejects.toMatchObject({ code: 'credentials-refused' })
    await expect(projects()).rejects.toMatchObject({ code: 'credentials-refused' })
    expect(heard.warnings).toHaveLength(1)
  })

  it('takes the token of a file, anew each time', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'identity-'))
    try {
      const file = join(folder, 'token')
      const run = await connected({ ...ROLE, token: { file } })
      const { means: own } = awsMeans(run.service)
      writeFileSync(file, `${await own.getIdToken('sts.amazonaws.com')}\n`)
      expect(await run.projects()).toMatchObject({ projects: [{ name: 'shop' }] })
      run.clock.ms += 3_600_000
      writeFileSync(file, await own.getIdToken('sts.amazonaws.com'))
      expect(await run.projects()).toMatchObject({ projects: [{ name: 'shop' }] })
      expect(run.asked('AssumeRoleWithWebIdentity')).toBe(2)
    } finally {
      rmSync(folder, { recursive: true, force: true })
    }
  })
})
