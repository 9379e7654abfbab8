import { afterEach, describe, expect, it } from '@jest/globals'
import { build, type Scenario, type SimulatorOptions } from '../../../simulator/index.js'
import { COMMIT, JOB_ID } from '../../../support/ids.js'
import { type CodeArtsOptions, codeArtsWorld, type CodeArtsWorld } from '../../../world/index.js'
import { undropped } from './backend-bench.js'

const OTHER = 'f'.repeat(40)
const running = build().step('Compile', 'x', { lasts: '10m' })

let open: CodeArtsWorld | undefined

afterEach(async () => {
  await open?.close()
  open = undefined
})

interface Started {
  readonly commit?: string
  readonly tag?: string
  readonly parameters?: Readonly<Record<string, string>>
}

async function history(
  options: CodeArtsOptions,
  builds: readonly (readonly [secondsFromRequest: number, started: Started])[],
  scenario: Scenario = running,
): Promise<{ found: readonly string[]; run: CodeArtsWorld }> {
  const run = (open = await codeArtsWorld(scenario, options))
  const job = run.simulator.job(JOB_ID).always(scenario)
  const begin = run.clock.now()
  const since = new Date(begin + 60_000)
  for (const [seconds, { commit, tag, parameters = {} }] of builds) {
    await run.clock.sleep(60_000 + seconds * 1_000 - (run.clock.now() - begin))
    job.start({ ...(commit && { commit }), ...(tag && { tag }), parameters })
  }
  await run.clock.sleep(5_000)
  const found = await run.backend().findStarted(since, undropped())
  if (run.simulator.problems.length > 0) throw new Error(JSON.stringify(run.simulator.problems))
  return { found: found.map(({ number }) => number), run }
}

describe('findStarted', () => {
  it.each<[string, NonNullable<SimulatorOptions['offers']>]>([
    ['period-history', {}],
    ['history, which tells no commit', { history: ['history'] }],
    ['the v1 list', { history: ['v1-list'] }],
  ])('finds the build that began after the request by %s', async (_name, offers) => {
    const { found } = await history({ simulator: { offers } }, [
      [-30, { commit: COMMIT }],
      [1, { commit: COMMIT }],
      [2, { commit: OTHER }],
    ])
    expect(found).toEqual(['2'])
  })

  it('goes by the clock of the service, not by ours', async () => {
    for (const serviceClockOffsetMs of [-600_000, 600_000]) {
      const { found } = await history({ simulator: { serviceClockOffsetMs } }, [
        [-30, { commit: COMMIT }],
        [1, { commit: COMMIT }],
      ])
      expect(found).toEqual(['2'])
      await open?.close()
    }
  })

  it('keeps a build that whole seconds date before the request', async () => {
    const { found } = await history({}, [[-1.2, { commit: COMMIT }]])
    expect(found).toEqual(['1'])
  })

  it('names every build that may be ours', async () => {
    const { found } = await history({}, [
      [0, { commit: COMMIT }],
      [1, { commit: COMMIT }],
    ])
    expect(found.toSorted()).toEqual(['1', '2'])
  })

  it('tells the legs of a matrix apart by their parameters', async () => {
    const parameters = [
      { name: 'leg', value: 'b', secret: false },
      { name: 'key', value: 'hidden-value', secret: true },
    ]
    const { found } = await history({ parameters }, [
      [0, { commit: COMMIT, parameters: { leg: 'a', key: '***' } }],
      [0, { commit: COMMIT, parameters: { leg: 'b', key: '******', more: 'default' } }],
      [0, { commit: COMMIT, parameters: { leg: 'b', key: 'another' } }],
    ])
    expect(found).toEqual(['2'])
  })

  it('takes the commit for enough where parameters cannot be read', async () => {
    const parameters = [{ name: 'leg', value: 'b', secret: false }]
    const offers = { historyDetails: false, historyParameters: false }
    const { found } = await history({ parameters, simulator: { offers } }, [
      [0, { commit: COMMIT, parameters: { leg: 'a' } }],
    ])
    expect(found).toEqual(['1'])
  })

  it('wants tag and parameters to agree for a tag', async () => {
    const options = {
      source: { kind: 'tag', tag: 'v1' } as const,
      parameters: [{ name: 'leg', value: 'b', secret: false }],
    }
    const { found } = await history(options, [
      [0, { tag: 'v1', parameters: { leg: 'b' } }],
      [0, { tag: 'v2', parameters: { leg: 'b' } }],
      [0, { tag: 'v1', parameters: { leg: 'a' } }],
    ])
    expect(found).toEqual(['1'])
  })

  it('does not count a build of the default source whose parameters cannot be read', async () => {
    const offers = { historyDetails: false, historyParameters: false }
    const source = { kind: 'default' } as const
    const { found } = await history({ source, simulator: { offers } }, [[0, {}]])
    expect(found).toEqual([])
    await open?.close()
    expect((await history({ source }, [[0, {}]])).found).toEqual(['1'])
  })

  it('wants agreeing parameters of a build whose commit is not reported', async () => {
    const parameters = [{ name: 'leg', value: 'b', secret: false }]
    const { found } = await history(
      { parameters, simulator: { offers: { history: ['history'] } } },
      [
        [0, { parameters: { leg: 'b' } }],
        [0, { parameters: { leg: 'a' } }],
      ],
      running.reportsCommit(null),
    )
    expect(found).toEqual(['1'])
  })

  it('looks through every page of a busy history', async () => {
    const busy = Array.from({ length: 230 }, () => [-10, { commit: OTHER }] as const)
    const { found, run } = await history({}, [[1, { commit: COMMIT }], ...busy])
    expect(found).toEqual(['1'])
    const pages = run.simulator.requests.filter(({ family }) => family === 'history')
    expect(pages.map(({ query }) => query['offset'])).toEqual(['0', '1', '2'])
  })
})
