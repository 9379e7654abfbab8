import { describe, expect, it } from '@jest/globals'
import { Secret } from '../../src/core/secret.js'
import type { Transport } from '../../src/http/messages.js'
import { Password } from '../../src/clouds/huawei/sign-in/password.js'
import type { Authorizer } from '../../src/sign-in/authorizer.js'
import { meet, PATIENCE_MS, TROUBLE_NAMES, TROUBLES } from '../chaos/service-faults.js'
import { type CodeArtsOptions, codeArtsWorld, type CodeArtsWorld } from '../world/index.js'
import { build, CREDENTIALS, fault, lines, type Simulator } from '../simulator/index.js'
import { closedAfterEach } from '../support/closing.js'

const HOUR_MS = 3_600_000
/** Half an hour in few requests. */
const SELDOM = { pollIntervalMs: 20_000 }

const kept = closedAfterEach<CodeArtsWorld>((open) => {
  expect(open.simulator.builds).toHaveLength(1)
  expect(open.words).not.toContain(CREDENTIALS.password)
  expect(open.words).not.toContain(CREDENTIALS.secretAccessKey)
})

async function world(options: CodeArtsOptions): Promise<CodeArtsWorld> {
  const scenario = build().step('Compile', lines(60)).succeedsAfter('30m').stopTakes('1s')
  return kept(await codeArtsWorld(scenario, { answerWithinMs: PATIENCE_MS, ...options }))
}

function password(plain: Transport, simulator: Simulator, now: () => number): Authorizer {
  const options = {
    ...CREDENTIALS,
    origin: 'test',
    password: new Secret(CREDENTIALS.password),
    endpoint: new URL(simulator.url),
  }
  return new Password(options, {
    transport: plain,
    now,
    onSecret: () => undefined,
    starred: (text) => text,
  })
}

const succeeded = { kind: 'ended', ended: { conclusion: 'succeeded' } }

/** The most 401 in a row that the service answered. */
function mostRefusalsInARow(run: CodeArtsWorld): number {
  let most = 0
  let row = 0
  for (const { status } of run.simulator.requests) {
    row = status === 401 ? row + 1 : 0
    most = Math.max(most, row)
  }
  return most
}

describe('A token that expires while the build runs', () => {
  it('is renewed before its end', async () => {
    const run = await world({ signIn: password, simulator: { tokenLifetimeMs: 5 * 60_000 } })
    expect(await run.main(SELDOM)).toMatchObject(succeeded)
    expect(run.printed).toBe(run.trueLog)
    expect(mostRefusalsInARow(run)).toBe(0)
  })

  it('is renewed after a 401 where the service ended it early', async () => {
    const run = await world({ signIn: password })
    const expired = {
      error_code: 'APIGW.0301',
      error_msg: 'Incorrect IAM authentication information',
    }
    run.simulator.faults.add({ route: 'record-info', call: 4, fault: fault.status(401, expired) })
    run.simulator.faults.add({ route: 'log', call: 9, fault: fault.status(401, expired) })
    expect(await run.main(SELDOM)).toMatchObject(succeeded)
    expect(run.printed).toBe(run.trueLog)
    expect(mostRefusalsInARow(run)).toBe(1)
  })

  it('is renewed for a start that was refused, which is then sent once more', async () => {
    const run = await world({ signIn: password })
    run.simulator.faults.add({ route: 'start', call: 1, fault: fault.status(401) })
    expect(await run.main(SELDOM)).toMatchObject(succeeded)
    const starts = run.simulator.requests.filter(({ family }) => family === 'start')
    expect(starts.map(({ status }) => status)).toEqual([401, 200])
  })

  it.each(TROUBLE_NAMES)('is renewed although the sign-in meets %s', async (name) => {
    const run = await world({ signIn: password, simulator: { tokenLifetimeMs: 10 * 60_000 } })
    meet(run, 'iam-token', TROUBLES[name], [2, 3])
    expect(await run.main(SELDOM)).toMatchObject(succeeded)
    expect(run.printed).toBe(run.trueLog)
  })
})

describe('A clock that is off by an hour', () => {
  it.each([HOUR_MS, -HOUR_MS])('(%i ms) is corrected once', async (offset) => {
    const run = await world({ simulator: { serviceClockOffsetMs: offset } })
    expect(await run.main(SELDOM)).toMatchObject(succeeded)
    expect(run.printed).toBe(run.trueLog)
    expect(mostRefusalsInARow(run)).toBe(1)
  })

  it.each([HOUR_MS, -HOUR_MS])('(%i ms) hides no build from the look-up', async (offset) => {
    const run = await world({ simulator: { serviceClockOffsetMs: offset } })
    run.simulator.faults.add({ route: 'start', call: [1, 9], fault: fault.reset('inside-body') })
    expect(await run.main(SELDOM)).toMatchObject(succeeded)
  })

  it.each([HOUR_MS, -HOUR_MS])('(%i ms) hides no build from the post step', async (offset) => {
    const run = await world({ simulator: { serviceClockOffsetMs: offset } })
    run.dies({ request: 2, when: 'behind' })
    expect(await run.main(SELDOM)).toBe('killed')
    expect(await run.post()).toMatchObject({ kind: 'stopped' })
  })
})

describe('Credentials that are refused for good', () => {
  it('are tried three times in a row at most, though the build runs on', async () => {
    const run = await world({})
    const locked = { error_code: 'APIGW.0301', error_msg: 'verify aksk signature fail' }
    run.simulator.faults.add({
      route: 'record-info',
      call: [3, 999],
      fault: fault.status(401, locked),
    })
    run.simulator.faults.add({ route: 'log', call: [5, 999], fault: fault.status(401, locked) })
    expect(await run.main(SELDOM)).toMatchObject({
      kind: 'lost',
      error: { code: 'credentials-refused' },
    })
    expect(mostRefusalsInARow(run)).toBeLessThanOrEqual(3)
    run.simulator.faults.clear()
    expect(await run.post()).toMatchObject({ kind: 'stopped' })
  })
})
