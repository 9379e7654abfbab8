import { describe, expect, it } from '@jest/globals'
import { codeBuildWorld, type CodeBuildWorld } from '../world/index.js'
import {
  awsFault,
  type AwsSimulatorOptions,
  type CodeBuildScenario,
  project,
} from '../simulator/aws/index.js'
import { closedAfterEach } from '../support/closing.js'

const kept = closedAfterEach<CodeBuildWorld>((open) => {
  const isClock = ({ kind }: { readonly kind: string }) => kind === 'clock' || kind === 'expired'
  expect(open.simulator.problems.filter((problem) => !isClock(problem))).toEqual([])
})

const minute = project().phase('BUILD', 40).succeedsAfter('60s')

async function world(
  scenario: CodeBuildScenario = minute,
  simulator: AwsSimulatorOptions = {},
): Promise<CodeBuildWorld> {
  return kept(await codeBuildWorld(scenario, { answerWithinMs: 250, simulator }))
}

const succeeded = { kind: 'ended', ended: { conclusion: 'succeeded' } }

describe('A start of a CodeBuild project', () => {
  it.each([
    ['throttled', awsFault.throttled()],
    ['throttled by the header alone', awsFault.throttledInHeader()],
    ['throttled with 429', awsFault.throttled429()],
    ['met by a 500', awsFault.internal()],
    ['met by a 503', awsFault.unavailable()],
    ['reset before it acts', awsFault.reset('before-acting')],
    ['reset after it acted', awsFault.reset('after-acting')],
    ['reset inside the body', awsFault.reset('inside-body')],
    ['stalled after it acted', awsFault.stall('after-acting')],
    ['answered with HTML', awsFault.html(200)],
    ['answered with half of the JSON', awsFault.body('truncated')],
  ])('makes one build when it is %s', async (_name, fault) => {
    const run = await world()
    const last = fault.kind === 'stall' ? 1 : 3
    run.simulator.faults.add({ route: 'StartBuild', call: [1, last], fault })
    expect(await run.main()).toMatchObject(succeeded)
    expect(run.simulator.builds).toHaveLength(1)
    expect(run.calls('StartBuild')).toBe(last + 1)
    expect(run.printed).toBe(run.trueLog)
  })

  it('is not repeated at the quota of the account, which is named', async () => {
    const run = await world()
    run.simulator.faults.add({ route: 'StartBuild', call: 'every', fault: awsFault.accountLimit() })
    expect(await run.main()).toMatchObject({
      kind: 'not-started',
      error: { message: expect.stringContaining('quota of concurrently running builds') },
    })
    expect(run.calls('StartBuild')).toBe(1)
  })

  it('is lost after five minutes without a clear answer, and never sent with a token that has expired', async () => {
    const run = await world()
    run.simulator.faults.add({ route: 'StartBuild', call: 'every', fault: awsFault.unavailable() })
    const began = run.clock.now()
    expect(await run.main()).toMatchObject({ kind: 'lost' })
    expect((run.simulator.requests.at(-1)?.at ?? Infinity) - began).toBeLessThan(300_000)
  })

  it('corrects its clock by the service', async () => {
    const run = await world(minute, { serviceClockOffsetMs: 3_600_000 })
    expect(await run.main()).toMatchObject(succeeded)
  })

  it('is sent again by the post step after a kill, and its build is stopped', async () => {
    const run = await world(minute.stopTakes('1s'))
    run.dies({ request: 1, when: 'behind' })
    expect(await run.main()).toBe('killed')
    expect(await run.post()).toMatchObject({ kind: 'stopped' })
    expect(run.simulator.builds).toHaveLength(1)
  })
})

describe('The log of a CodeBuild project', () => {
  it('is read through empty pages, in small ones', async () => {
    const run = await world(minute, { pageEvents: 3, emptyPages: 2 })
    expect(await run.main()).toMatchObject(succeeded)
    expect(run.printed).toBe(run.trueLog)
  })

  it.each([
    ['4 s', project().phase('BUILD', 100).runsFor('20s').lateTail('4s', 50)],
    ['20 s', project().phase('BUILD', 100).runsFor('20s').lateTail('20s', 50)],
    [
      "18 s, without the agent's last line",
      project().phase('BUILD', 100).runsFor('20s').lateTail('18s', 20).withoutClosing(),
    ],
    [
      '3 s, after 25 s of silence',
      project()
        .phase('BUILD', [], { lasts: '25s' })
        .phase('POST_BUILD', 20)
        .runsFor('26s')
        .ingestionLag('3s'),
    ],
  ])('is whole when its last lines come %s late', async (_late, scenario) => {
    const run = await world(scenario)
    expect(await run.main()).toMatchObject(succeeded)
    expect(run.printed).toBe(run.trueLog)
    expect(run.reporter.warnings).toEqual([])
  })

  it('is waited for without a warning while its group is not there yet', async () => {
    const run = await world(minute.logAppearsAfter('30s'))
    expect(await run.main()).toMatchObject(succeeded)
    expect(run.printed).toBe(run.trueLog)
    expect(run.reporter.warnings).toEqual([])
  })

  it('is one warning when its group never appears', async () => {
    const run = await world(minute.logNeverAppears())
    expect(await run.main()).toMatchObject(succeeded)
    expect(run.reporter.warnings).toHaveLength(1)
  })

  it('is one warning, and no waiting, when it may not be read', async () => {
    const run = await world(minute, { denied: ['logs:GetLogEvents'] })
    const began = run.clock.now()
    expect(await run.main()).toMatchObject(succeeded)
    expect(run.clock.now() - began).toBeLessThan(70_000)
    expect(run.reporter.warnings.map(({ message }) => message)).toEqual([
      expect.stringContaining('The permission logs:GetLogEvents is missing.'),
    ])
    expect(run.calls('GetLogEvents')).toBe(1)
  })

  it('is one plain line when it is switched off', async () => {
    const run = await world(minute.logsOff())
    expect(await run.main()).toMatchObject(succeeded)
    expect(run.backendLines).toEqual([expect.stringContaining('switched off')])
    expect(run.reporter.warnings).toEqual([])
    expect(run.calls('GetLogEvents')).toBe(0)
  })
})

describe('The watch of a CodeBuild project', () => {
  it.each([
    ['throttling', awsFault.throttled()],
    ['resets', awsFault.reset('before-acting')],
    ['500s', awsFault.internal()],
    ['HTML', awsFault.html(502)],
  ])('rides out %s of all calls', async (_name, fault) => {
    const run = await world()
    run.simulator.faults.add({ route: 'BatchGetBuilds', call: [2, 5], fault })
    run.simulator.faults.add({ route: 'GetLogEvents', call: [2, 5], fault })
    expect(await run.main()).toMatchObject(succeeded)
    expect(run.printed).toBe(run.trueLog)
  })

  it.each([
    ['FAILED', 'failed'],
    ['FAULT', 'failed'],
    ['TIMED_OUT', 'timed-out'],
    ['STOPPED', 'stopped'],
    ['succeeded', 'succeeded'],
    ['DONE', 'unknown'],
    ['IN_PROGRESS', 'unknown'],
  ])('takes the end %s as %s', async (word, conclusion) => {
    const run = await world(project().phase('BUILD', 3).runsFor('10s').endsWith(word))
    expect(await run.main()).toMatchObject({ kind: 'ended', ended: { conclusion } })
  })

  it('goes on, with one warning, while the word is unknown', async () => {
    const run = await world(minute.claims('RESTARTING', '10s', '40s'))
    expect(await run.main()).toMatchObject(succeeded)
    expect(run.reporter.warnings.map(({ message }) => message)).toEqual([
      expect.stringContaining('RESTARTING'),
    ])
  })

  it('is never green because of a word without an end time', async () => {
    const run = await world(minute.claims('SUCCEEDED', '1s', '50s').endsWith('FAILED'))
    expect(await run.main()).toMatchObject({ kind: 'ended', ended: { conclusion: 'failed' } })
  })

  it("is lost at once with keys that have expired and can't be renewed", async () => {
    const run = await world()
    run.simulator.faults.add({
      route: 'BatchGetBuilds',
      call: [2, 99],
      fault: awsFault.expiredToken(),
    })
    expect(await run.main()).toMatchObject({ kind: 'lost', error: { code: 'credentials-refused' } })
    run.simulator.faults.clear()
    expect(await run.post()).toMatchObject({ kind: 'stopped' })
  })
})

describe('The stop of a CodeBuild project', () => {
  const long = project().phase('BUILD', 600).succeedsAfter('10m').stopTakes('500ms')

  it.each([
    ['throttled', awsFault.throttled()],
    ['reset', awsFault.reset('before-acting')],
    ['unavailable', awsFault.unavailable()],
  ])('is repeated inside the window when it is %s', async (_name, fault) => {
    const run = await world(long)
    run.simulator.faults.add({ route: 'StopBuild', call: [1, 3], fault })
    run.cancels({ atMs: 30_000 })
    expect(await run.main()).toMatchObject({ kind: 'cancelled', stop: 'confirmed' })
    expect(run.simulator.builds).toMatchObject([{ state: 'ended', word: 'STOPPED' }])
  })

  it('says what the build came to when it is too late', async () => {
    const run = await world(project().phase('BUILD', 5).succeedsAfter('30s'))
    run.cancels({ atMs: 30_000 })
    expect(await run.main()).toMatchObject({
      kind: 'cancelled',
      ended: { conclusion: 'succeeded' },
    })
  })
})
