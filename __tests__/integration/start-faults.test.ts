import { describe, expect, it } from '@jest/globals'
import { meet, PATIENCE_MS, type TroubleName, TROUBLES } from '../chaos/service-faults.js'
import { COMMIT, JOB_ID } from '../support/ids.js'
import { codeArtsWorld, type CodeArtsWorld } from '../world/index.js'
import { build, fault, lines, type SimulatorOptions } from '../simulator/index.js'
import { closedAfterEach } from '../support/closing.js'

const kept = closedAfterEach<CodeArtsWorld>((open) => expect(open.simulator.problems).toEqual([]))

async function world(simulator: SimulatorOptions = {}): Promise<CodeArtsWorld> {
  const scenario = build().step('Compile', lines(40)).succeedsAfter('60s')
  return kept(await codeArtsWorld(scenario, { answerWithinMs: PATIENCE_MS, simulator }))
}

const starts = (run: CodeArtsWorld): number =>
  run.simulator.requests.filter(({ family }) => family === 'start').length
const succeeded = { kind: 'ended', ended: { conclusion: 'succeeded' } }

describe('A start that surely was not carried out', () => {
  const repeated: readonly TroubleName[] = [
    '429',
    '429 with Retry-After',
    '500 CB.00060211',
    'a refused connection',
    'a DNS failure',
  ]
  it.each(repeated)('is repeated after %s', async (name) => {
    const run = await world()
    meet(run, 'start', TROUBLES[name], [1, 3])
    expect(await run.main()).toMatchObject(succeeded)
    expect(starts(run) + run.network.lost).toBe(4)
    expect(run.simulator.builds).toHaveLength(1)
  })

  it('is repeated for 5 minutes at most', async () => {
    const run = await world()
    meet(run, 'start', 'refused', [1, 1_000])
    const began = run.clock.now()
    expect(await run.main()).toMatchObject({ kind: 'not-started' })
    expect(run.clock.now() - began).toBeLessThanOrEqual(300_000)
    expect(run.clock.now() - began).toBeGreaterThan(240_000)
    expect(await run.post()).toEqual({ kind: 'nothing' })
  })

  it('obeys the service about when to come back', async () => {
    const run = await world()
    meet(run, 'start', fault.throttled('40'), [1, 1])
    await run.main()
    const [first, second] = run.simulator.requests.map(({ at }) => at)
    expect((second ?? 0) - (first ?? 0)).toBeGreaterThanOrEqual(40_000)
  })
})

describe('A start whose answer is unclear', () => {
  const carriedOut: readonly TroubleName[] = [
    'a reset after it acted',
    'a reset inside the body',
    'a stall after it acted',
    'a stall inside the body',
    'truncated JSON',
    'an empty body',
  ]
  it.each(carriedOut)('is looked up and adopted after %s', async (name) => {
    const run = await world()
    meet(run, 'start', TROUBLES[name], [1, 9])
    expect(await run.main()).toMatchObject(succeeded)
    expect(starts(run)).toBe(1)
    expect(run.simulator.builds).toHaveLength(1)
    expect(run.printed).toBe(run.trueLog)
  })

  const untouched: readonly TroubleName[] = [
    '500 CB.00060100',
    '502',
    '503',
    '504',
    'HTML with 200',
    'HTML with 502',
    'a reset before it acts',
    'a stall before it acts',
  ]
  it.each(untouched)('is lost, and never repeated, after %s', async (name) => {
    const run = await world()
    meet(run, 'start', TROUBLES[name], [1, 1])
    expect(await run.main()).toMatchObject({ kind: 'lost' })
    expect(starts(run)).toBe(1)
    expect(run.simulator.builds).toEqual([])
    expect(run.lastEntry).toMatchObject({ phase: 'starting' })
    expect(await run.post()).toEqual({ kind: 'never-started' })
  })

  it.each(['502', '504', 'HTML with 200'] as const)(
    'is adopted where a gateway hid a start that was carried out behind %s',
    async (name) => {
      const run = await world()
      meet(run, 'start', TROUBLES[name], [1, 9])
      const carryOut = (): void => {
        if (starts(run) === 0) run.clock.at(run.clock.now() + 100, carryOut)
        else run.simulator.job(JOB_ID).start({ commit: COMMIT, buildType: 'commitId' })
      }
      carryOut()
      expect(await run.main()).toMatchObject(succeeded)
      expect(starts(run)).toBe(1)
    },
  )

  it('is a plain start when only the content type or the packing is odd', async () => {
    const run = await world()
    meet(run, 'start', TROUBLES['a wrong content type'], [1, 1])
    expect(await run.main()).toMatchObject(succeeded)
    expect(run.simulator.requests.filter(({ route }) => route === 'period-history')).toEqual([])
  })

  it('tells several builds that may be ours, and touches none', async () => {
    const run = await world()
    meet(run, 'start', TROUBLES['a reset after it acted'], [1, 1])
    run.simulator.job(JOB_ID).start({ commit: COMMIT, buildType: 'commitId' })
    const outcome = await run.main()
    expect(outcome).toMatchObject({ kind: 'lost', error: { code: 'ambiguous' } })
    expect(outcome).toHaveProperty(
      'error.message',
      expect.stringMatching(/build #2\b.*, build #1\b/),
    )
    expect(await run.post()).toMatchObject({ kind: 'unconfirmed' })
    expect(run.simulator.builds.map(({ stoppedAt }) => stoppedAt)).toEqual([undefined, undefined])
  })
})

describe('A start in a form that the site does not know', () => {
  it('falls back to the older call where the new one is not published', async () => {
    const run = await world({ offers: { start: ['v1'] } })
    expect(await run.main()).toMatchObject(succeeded)
    expect(run.simulator.builds).toHaveLength(1)
  })

  it('is sent once more without build_type', async () => {
    const run = await world({ knowsBuildType: false })
    expect(await run.main()).toMatchObject(succeeded)
    expect(starts(run)).toBe(2)
    expect(run.simulator.builds).toHaveLength(1)
  })

  it('is not repeated after a redirect', async () => {
    const run = await world()
    meet(run, 'start', fault.redirect('https://elsewhere.example.com/'), [1, 9])
    expect(await run.main()).toMatchObject({ kind: 'not-started' })
    expect(starts(run)).toBe(1)
  })
})
