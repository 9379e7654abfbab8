import { describe, expect, it } from '@jest/globals'
import { codeArtsWorld, type CodeArtsWorld } from '../world/index.js'
import { build, fault, lines, type SimulatorOptions } from '../simulator/index.js'
import { closedAfterEach } from '../support/closing.js'

const kept = closedAfterEach<CodeArtsWorld>((open) => {
  expect(open.simulator.problems).toEqual([])
  expect(open.troubled).toBeGreaterThan(0)
})

async function world(simulator: SimulatorOptions = {}): Promise<CodeArtsWorld> {
  const scenario = build().step('Compile', lines(120)).step('Test', lines(80)).succeedsAfter('60s')
  return kept(await codeArtsWorld(scenario, { simulator: { logPageSize: 900, ...simulator } }))
}

const succeeded = { kind: 'ended', ended: { conclusion: 'succeeded' } }
const gaps = (run: CodeArtsWorld): string[] =>
  run.reporter.warnings.map(({ message }) => message).filter((text) => text.includes('incomplete'))

describe.each([
  ['v3', {}],
  ['v1', { offers: { log: ['v1'] } }],
  ['v3 with offsets in bytes', { offsetUnit: 'bytes' }],
  ['v3 that has more until the end', { hasMoreMeans: 'still-running' }],
] as const)('The incremental log, %s,', (_name, options: SimulatorOptions) => {
  const calls = [2, 3, 5, 9]
  it.each(calls)('is printed once although call %i repeats a page', async (call) => {
    const run = await world(options)
    run.simulator.faults.add({ route: 'log', call, fault: fault.page('repeated') })
    expect(await run.main()).toMatchObject(succeeded)
    expect(run.printed).toBe(run.trueLog)
  })

  it.each(calls)('is whole although call %i skips a page', async (call) => {
    const run = await world(options)
    run.simulator.faults.add({ route: 'log', call, fault: fault.page('skipped') })
    expect(await run.main()).toMatchObject(succeeded)
    expect(run.printed).toBe(run.trueLog)
    expect(gaps(run)).toEqual([])
  })

  it.each(calls)('goes on although call %i leaves the offset where it was', async (call) => {
    const run = await world(options)
    run.simulator.faults.add({ route: 'log', call, fault: fault.page('stuck') })
    expect(await run.main()).toMatchObject(succeeded)
    expect(run.printed).toBe(run.trueLog)
  })

  it('has one warning that says where, when a page is never given', async () => {
    const run = await world(options)
    run.simulator.faults.add({ route: 'log', call: [3, 7], fault: fault.page('skipped') })
    expect(await run.main()).toMatchObject(succeeded)
    expect(gaps(run)).toHaveLength(1)
    const last = Number(/after line (\d+)/.exec(gaps(run)[0] ?? '')?.[1])
    const upTo = (log: string): string[] => log.split('\n').slice(0, last)
    expect(upTo(run.printed)).toEqual(upTo(run.trueLog))
    expect(run.trueLog).not.toBe(run.printed)
    expect(run.printed.endsWith(run.trueLog.slice(-900))).toBe(true)
  })

  it('neither ends nor hides the verdict while every page is an old one', async () => {
    const run = await world(options)
    run.simulator.faults.add({ route: 'log', call: [3, 9_999], fault: fault.page('repeated') })
    expect(await run.main()).toMatchObject(succeeded)
    expect(run.trueLog.startsWith(run.printed)).toBe(true)
    expect(gaps(run)).toHaveLength(1)
  })
})

describe('A log with a gap whose end can not be read either', () => {
  it('has one warning, of the first line that is missing', async () => {
    const run = await world()
    run.simulator.faults.add({ route: 'log', call: [3, 7], fault: fault.page('skipped') })
    run.simulator.faults.add({ route: 'log', call: [8, 9_999], fault: fault.status(503) })
    expect(await run.main()).toMatchObject(succeeded)
    expect(gaps(run)).toEqual([expect.stringMatching(/after line \d+: the service went from/)])
  })
})

describe('A log that can never be read', () => {
  it.each([
    ['the service fails', fault.status(503)],
    ['it is refused', fault.status(403, { error_code: 'CB.00060103', error_msg: 'No permission' })],
    ['the answers are no JSON', fault.html(200)],
  ])('costs one warning and not the verdict where %s', async (_name, trouble) => {
    const run = await world()
    run.simulator.faults.add({ route: 'log', call: 'every', fault: trouble })
    expect(await run.main()).toMatchObject(succeeded)
    expect(run.printed).toBe('')
    expect(gaps(run)).toHaveLength(1)
  })

  it('holds a failed build up by 20 s at most', async () => {
    const open = kept(await codeArtsWorld(build().step('Compile', lines(10)).failsAfter('30s')))
    const began = open.clock.now()
    open.simulator.faults.add({ route: 'log', call: 'every', fault: fault.status(503) })
    expect(await open.main()).toMatchObject({ kind: 'ended', ended: { conclusion: 'failed' } })
    expect(open.clock.now() - began).toBeLessThan(30_000 + 3_000 + 20_000 + 1_000)
  })
})
