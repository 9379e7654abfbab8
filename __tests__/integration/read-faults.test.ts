import { describe, expect, it } from '@jest/globals'
import { meet, PATIENCE_MS, TROUBLE_NAMES, TROUBLES } from '../chaos/service-faults.js'
import { type CodeArtsOptions, codeArtsWorld, type CodeArtsWorld } from '../world/index.js'
import { build, fault, lines, type SimulatorOptions } from '../simulator/index.js'
import { closedAfterEach } from '../support/closing.js'

const kept = closedAfterEach<CodeArtsWorld>((open) => {
  expect(open.simulator.problems).toEqual([])
  expect(open.simulator.builds).toHaveLength(1)
  expect(open.troubled).toBeGreaterThan(0)
})

async function world(options: CodeArtsOptions = {}): Promise<CodeArtsWorld> {
  const scenario = build().step('Compile', lines(40)).step('Test', lines(20)).succeedsAfter('60s')
  return kept(await codeArtsWorld(scenario, { answerWithinMs: PATIENCE_MS, ...options }))
}

const succeeded = { kind: 'ended', ended: { conclusion: 'succeeded' } }
const onlyFiles: SimulatorOptions = { offers: { log: ['task-log', 'download-log'] } }
const withoutClosing = (log: string): string => log.replace(/Finished: SUCCESS\n$/, '')
/** The first calls, calls in the middle, and the ones around the end. */
const RANGES = [
  [1, 2],
  [4, 6],
] as const

describe.each(RANGES)('Calls %i to %i of', (from, to) => {
  it.each(TROUBLE_NAMES)('history-details for the step files that meet %s', async (name) => {
    const run = await world({ simulator: onlyFiles })
    meet(run, 'history-details', TROUBLES[name], [from, to])
    expect(await run.main()).toMatchObject(succeeded)
    // The closing line stands in the whole log only, which is not fetched when retries moved too many bytes.
    expect([run.trueLog, withoutClosing(run.trueLog)]).toContain(run.printed)
  })

  it.each(TROUBLE_NAMES)('the step files that meet %s', async (name) => {
    const run = await world({ simulator: onlyFiles })
    meet(run, 'task-log', TROUBLES[name], [from, to])
    expect(await run.main()).toMatchObject(succeeded)
    expect([run.trueLog, withoutClosing(run.trueLog)]).toContain(run.printed)
  })
})

describe('Where record-info is not published, the history', () => {
  it.each(TROUBLE_NAMES)('that meets %s is asked again', async (name) => {
    const run = await world({ simulator: { offers: { recordInfo: [] } } })
    meet(run, 'history', TROUBLES[name], [2, 3])
    expect(await run.main()).toMatchObject(succeeded)
  })
})

describe('Where neither record-info nor a history is published, the status call', () => {
  it.each(TROUBLE_NAMES)('that meets %s is asked again', async (name) => {
    const run = await world({ simulator: { offers: { recordInfo: [], history: [] } } })
    meet(run, 'status', TROUBLES[name], [2, 3])
    const outcome = await run.main()
    // Nothing tells the verdict there: a build without a record is never green.
    expect(outcome).toMatchObject({ kind: 'lost' })
  })
})

describe('The report of an ended build', () => {
  const shown = (call: string) =>
    call === 'output-info' ? { steps: [{ name: 'Compile' }, { name: 'Test' }] } : { artifacts: [] }
  const reports = TROUBLE_NAMES.flatMap((name) => [
    ['history-details', name] as const,
    ['output-info', name] as const,
  ])
  it.each(reports)('is shown as far as it goes when %s meets %s', async (call, name) => {
    const run = await world()
    const outcome = await run.main()
    if (outcome === 'killed' || outcome.kind !== 'ended') throw new Error('It did not end.')
    meet(run, call, TROUBLES[name], [1, 9])
    const signal = new AbortController().signal
    const report = await run
      .backend()
      .report(outcome.run.ref, { failed: false, extras: false }, signal)
    expect(report).toMatchObject(shown(call))
  })
})

describe('The wishes of the service', () => {
  it.each(['record-info', 'log'])('are obeyed by %s', async (call) => {
    const run = await world()
    run.simulator.faults.add({ route: call, call: 2, fault: fault.throttled('25') })
    await run.main()
    const times = run.simulator.requests.filter(({ family }) => family === call).map(({ at }) => at)
    expect((times[2] ?? 0) - (times[1] ?? 0)).toBeGreaterThanOrEqual(25_000)
  })
})
