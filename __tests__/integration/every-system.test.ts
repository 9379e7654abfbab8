import { describe, expect, it } from '@jest/globals'
import { meet, PATIENCE_MS, TROUBLE_NAMES, TROUBLES } from '../chaos/service-faults.js'
import type { Backend } from '../../src/core/ports.js'
import { project } from '../simulator/aws/index.js'
import type { HttpService } from '../simulator/http-service.js'
import { build, lines } from '../simulator/index.js'
import { closedAfterEach } from '../support/closing.js'
import {
  type AnyWorld,
  codeArts,
  codeBuild,
  releaseTask,
  type System,
  World,
} from '../world/index.js'

const MINUTE_MS = 60_000
const CANCELLED_AT_MS = 20_000
/** From the first signal to the last request. */
const WINDOW_MS = 5_800

interface Runs {
  /** Succeeds after a minute; its log comes in several pages. */
  readonly short: () => System<HttpService, Backend>
  /** Runs for ten minutes; a stop ends it after half a second. */
  readonly long: () => System<HttpService, Backend>
}

const SYSTEMS: readonly (readonly [name: string, runs: Runs])[] = [
  [
    'a build of CodeArts',
    {
      short: () => {
        const scenario = build().step('Compile', lines(40)).step('Test', lines(20))
        return codeArts(scenario.succeedsAfter('60s'), { simulator: { logPageSize: 700 } })
      },
      long: () =>
        codeArts(build().step('Compile', lines(400)).succeedsAfter('10m').stopTakes('500ms')),
    },
  ],
  [
    'a build of CodeBuild',
    {
      short: () => {
        const scenario = project().phase('INSTALL', 20).phase('BUILD', 40)
        return codeBuild(scenario.succeedsAfter('60s'), { simulator: { pageEvents: 15 } })
      },
      long: () => codeBuild(project().phase('BUILD', 400).succeedsAfter('10m').stopTakes('500ms')),
    },
  ],
  [
    'a release',
    {
      short: () => releaseTask([{ legs: [{ status: 4, lastsMs: MINUTE_MS }, { status: 2 }] }]),
      long: () => {
        const legs = [{ status: 4, lastsMs: 10 * MINUTE_MS }, { status: 2 }]
        const stopped = [{ status: 13, lastsMs: 500 }, { status: 3 }]
        return releaseTask([{ legs, stopped }])
      },
    },
  ],
]

const kept = closedAfterEach<AnyWorld>((run) => {
  expect(run.simulator.problems).toEqual([])
  expect(run.runs).toHaveLength(1)
})

const keptStart = closedAfterEach<AnyWorld>((run) => {
  expect(run.simulator.problems).toEqual([])
  expect(run.runs.length).toBeLessThanOrEqual(1)
})

async function world(system: System<HttpService, Backend>): Promise<AnyWorld> {
  return kept(await World.with(system, { answerWithinMs: PATIENCE_MS }))
}

const succeeded = { kind: 'ended', ended: { conclusion: 'succeeded' } }
/** The first calls, and calls in the middle. */
const RANGES = [
  [1, 2],
  [4, 6],
] as const

describe.each(SYSTEMS)('In trouble, %s', (_name, { short, long }) => {
  describe.each(RANGES)('whose calls %i to %i', (from, to) => {
    it.each(TROUBLE_NAMES)('for its state meet %s is followed to its end', async (name) => {
      const run = await world(short())
      meet(run, run.system.calls.look, TROUBLES[name], [from, to])
      expect(await run.main()).toMatchObject(succeeded)
      expect(run.printed).toBe(run.trueLog)
      expect(run.troubled).toBeGreaterThan(0)
    })
  })

  it.each(TROUBLE_NAMES)(
    'whose start meets %s is one at most, and is ended in the end',
    async (name) => {
      const run = keptStart(await World.with(long(), { answerWithinMs: PATIENCE_MS }))
      meet(run, run.system.calls.start, TROUBLES[name], [1, 1])
      expect(await run.main()).toHaveProperty('kind', expect.stringMatching(/^(ended|lost)$/))
      await run.post()
      expect(run.runs.filter(({ ended }) => !ended)).toEqual([])
    },
  )

  async function cancelled(): Promise<AnyWorld> {
    return (await world(long())).cancels({ atMs: CANCELLED_AT_MS })
  }

  async function expectStopped(run: AnyWorld): Promise<void> {
    const began = run.clock.now()
    expect(await run.main()).toMatchObject({ kind: 'cancelled', stop: 'confirmed' })
    expect(run.clock.now() - began).toBeLessThanOrEqual(CANCELLED_AT_MS + WINDOW_MS)
    expect(run.troubled).toBeGreaterThan(0)
    expect(run.runs).toMatchObject([{ ended: true, good: false }])
    expect(await run.post()).toEqual({ kind: 'nothing' })
  }

  it.each(TROUBLE_NAMES)('is stopped inside the window although stops meet %s', async (name) => {
    const run = await cancelled()
    meet(run, run.system.calls.stop, TROUBLES[name], [1, 2])
    await expectStopped(run)
  })

  it.each(TROUBLE_NAMES)('is stopped although the looks behind it meet %s', async (name) => {
    const run = await cancelled()
    run.after(CANCELLED_AT_MS - 1, () => {
      const looks = run.calls(run.system.calls.look)
      meet(run, run.system.calls.look, TROUBLES[name], [looks + 1, looks + 2])
    })
    await expectStopped(run)
  })

  it.each(TROUBLE_NAMES)(
    'of a killed main is stopped by post although stops meet %s',
    async (name) => {
      const run = await world(long())
      expect(await run.dies({ atMs: 20_000 }).main()).toBe('killed')
      meet(run, run.system.calls.stop, TROUBLES[name], [1, 3])
      expect(await run.post()).toMatchObject({ kind: 'stopped' })
      expect(run.runs).toMatchObject([{ ended: true, good: false }])
    },
  )

  it.each(TROUBLE_NAMES)(
    'of a killed main is stopped by post although looks meet %s',
    async (name) => {
      const run = await world(long())
      expect(await run.dies({ atMs: 1_000 }).main()).toBe('killed')
      const looks = run.calls(run.system.calls.look)
      meet(run, run.system.calls.look, TROUBLES[name], [looks + 1, looks + 2])
      expect(await run.post()).toMatchObject({ kind: 'stopped' })
      expect(run.runs).toMatchObject([{ ended: true, good: false }])
    },
  )
})

const logged = SYSTEMS.filter(([, { short }]) => short().calls.log !== undefined)

describe.each(logged)('The log of %s', (_name, { short }) => {
  describe.each(RANGES)('whose calls %i to %i', (from, to) => {
    it.each(TROUBLE_NAMES)('meet %s is printed whole', async (name) => {
      const run = await world(short())
      meet(run, String(run.system.calls.log), TROUBLES[name], [from, to])
      expect(await run.main()).toMatchObject(succeeded)
      expect(run.printed).toBe(run.trueLog)
      expect(run.warnings.filter((message) => message.includes('incomplete'))).toEqual([])
      expect(run.troubled).toBeGreaterThan(0)
    })
  })
})
