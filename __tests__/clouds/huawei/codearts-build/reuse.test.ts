import { describe, expect, it } from '@jest/globals'
import type { BuildParameter } from '../../../../src/clouds/huawei/codearts-build/parameters.js'
import { build, fault, type Job, type SimulatorOptions } from '../../../simulator/index.js'
import type { Repeated } from '../../../../src/clouds/huawei/codearts-build/reuse/index.js'
import type { RunSource } from '../../../../src/core/run.js'
import { closedAfterEach } from '../../../support/closing.js'
import { COMMIT, JOB_ID } from '../../../support/ids.js'
import { codeArtsWorld, type CodeArtsWorld } from '../../../world/index.js'

const DAY_MS = 86_400_000
const OTHER = 'f'.repeat(40)
const good = build().succeedsAfter('60s')
const bad = build().failsAfter('60s')
let run: CodeArtsWorld
const kept = closedAfterEach<CodeArtsWorld>(({ simulator }) =>
  expect(simulator.problems).toEqual([]),
)

interface Past {
  readonly simulator?: SimulatorOptions
  readonly parameters?: readonly BuildParameter[]
  readonly maxAgeDays?: number
  readonly source?: RunSource
  /** What happened to the task before. */
  readonly past: (job: Job) => void
  /** Asks once by default. */
  readonly repeated?: Repeated
}

const once: Repeated = (read) => read()
const twice: Repeated = (read) => read().catch(read)

/** Lets every answer of a call be this one. */
function answers(route: string, body: object): void {
  run.simulator.faults.add({ route, call: 'every', fault: fault.status(200, body) })
}

/** A task whose definition changed 20 days ago, and what is found of its past. */
async function found({
  simulator,
  parameters,
  source,
  maxAgeDays = 7,
  past,
  repeated = once,
}: Past) {
  run = kept(
    await codeArtsWorld(good, {
      ...(simulator && { simulator }),
      ...(parameters && { parameters }),
      ...(source && { source }),
    }),
  )
  const job = run.simulator.job(JOB_ID)
  job.changed('480h')
  past(job)
  return await run.backend().findEarlier(maxAgeDays * DAY_MS, repeated, AbortSignal.timeout(20_000))
}

const of = (parameters: Record<string, string> = {}, commit = COMMIT) => ({ commit, parameters })
const given = (name: string, value: string, secret = false) => ({ name, value, secret })

describe('An earlier build', () => {
  it('that was good stands for one of the same commit', async () => {
    const { hit, notes } = await found({ past: (job) => void job.earlier('3h', of(), good) })
    expect(hit).toMatchObject({
      run: { number: '1', name: 'build #1', commit: COMMIT },
      ended: { conclusion: 'succeeded' },
    })
    expect(hit?.ageMs).toBe(3 * 3_600_000)
    expect(notes).toEqual([])
  })

  it('counts with the parameters that were given, and with what the task gives now', async () => {
    const { hit } = await found({
      parameters: [given('MODE', 'release')],
      past: (job) => {
        job.with({ defaults: { LEVEL: '3' } }).earlier('3h', of({ MODE: 'release' }), good)
      },
    })
    expect(hit?.run.number).toBe('1')
  })

  it('is found where each of its reads fails at first', async () => {
    const routes = ['history', 'record-info', 'history-details', 'task-details', 'task-changes']
    const { hit, notes } = await found({
      repeated: twice,
      past: (job) => {
        job.with({ defaults: { LEVEL: '3' } }).earlier('3h', of(), good)
        for (const route of routes) {
          run.simulator.faults.add({ route, call: 1, fault: fault.status(503) })
        }
      },
    })
    expect(notes).toEqual([])
    expect(hit?.run.number).toBe('1')
    for (const path of ['list', 'record-info', 'history-details', 'config', 'history']) {
      const asked = run.simulator.requests.filter((seen) => seen.path.endsWith(`/${path}`))
      expect([path, asked.length]).toEqual([path, 2])
    }
  })

  it('is found beyond the first page, and in an older window', async () => {
    const { hit } = await found({
      maxAgeDays: 30,
      past: (job) => {
        job.changes = []
        job.changed('900h').earlier('696h', of(), good)
        for (let n = 0; n < 120; n += 1) job.earlier('24h', of({}, OTHER), good)
      },
    })
    expect(hit?.run.number).toBe('1')
  })

  it.each([
    ['period-history', { history: ['period-history'] }],
    ['v3 query', { definitions: ['v3'] }],
    ['history-parameters', { historyDetails: false }],
  ] as const)('is found where only %s is offered', async (_name, offers) => {
    const { hit } = await found({
      simulator: { offers },
      past: (job) => {
        job.with({ defaults: { LEVEL: '3' } }).earlier('3h', of(), good)
      },
    })
    expect(hit?.run.number).toBe('1')
  })

  it('that still runs, or had other parameters, leads to the one before', async () => {
    const { hit, notes } = await found({
      parameters: [given('MODE', 'release')],
      past: (job) => {
        job.earlier('5h', of({ MODE: 'release' }), good)
        job.earlier('4h', of({ MODE: 'debug' }), bad)
        job.earlier('1s', of({ MODE: 'release' }), build().succeedsAfter('1h'))
      },
    })
    expect(hit?.run.number).toBe('1')
    expect(notes).toEqual([
      'Build #3 is not reused: it has not ended.',
      'Build #2 is not reused: its parameter MODE is another one.',
    ])
  })
})

type NoHit = readonly [name: string, why: RegExp, options: Past]

describe('No earlier build', () => {
  const cases: readonly NoHit[] = [
    [
      'is of another commit',
      /none of this commit/,
      { past: (job) => void job.earlier('3h', of({}, OTHER), good) },
    ],
    ['failed', /ended as FAILURE/, { past: (job) => void job.earlier('3h', of(), bad) }],
    [
      'is good when a newer one failed',
      /#2 .* ended as FAILURE/,
      {
        past: (job) => {
          job.earlier('4h', of(), good)
          job.earlier('3h', of(), bad)
        },
      },
    ],
    [
      'ended in an unknown word',
      /ended as COMPLETED/,
      { past: (job) => void job.earlier('3h', of(), good.endsWith('COMPLETED')) },
    ],
    [
      'has another value of a parameter',
      /MODE is another one/,
      {
        parameters: [given('MODE', 'b')],
        past: (job) => void job.earlier('3h', of({ MODE: 'a' }), good),
      },
    ],
    [
      'lacks a parameter',
      /MODE is another one/,
      { parameters: [given('MODE', 'b')], past: (job) => void job.earlier('3h', of(), good) },
    ],
    [
      'has a parameter that is not given now',
      /MODE is another one/,
      { past: (job) => void job.earlier('3h', of({ MODE: 'a' }), good) },
    ],
    [
      'had another default of the task',
      /LEVEL is another one/,
      {
        past: (job) => {
          job.with({ defaults: { LEVEL: '2' } }).earlier('3h', of(), good)
          job.with({ defaults: { LEVEL: '3' } })
        },
      },
    ],
    [
      'has a starred value',
      /MODE is starred/,
      {
        parameters: [given('MODE', '******')],
        past: (job) => void job.with({ stars: ['MODE'] }).earlier('3h', of({ MODE: 'a' }), good),
      },
    ],
    [
      'may be the failed one whose value is starred',
      /#2 .*MODE is starred/,
      {
        parameters: [given('MODE', 'a')],
        past: (job) => {
          job.earlier('4h', of({ MODE: 'a' }), good)
          job.with({ stars: ['MODE'] }).earlier('3h', of({ MODE: 'a' }), bad)
        },
      },
    ],
    [
      'can stand for secrets',
      /secret-parameters/,
      {
        parameters: [given('KEY', 'abcdef', true)],
        past: (job) => void job.earlier('3h', of({ KEY: 'abcdef' }), good),
      },
    ],
    [
      'can stand for a tag',
      /only a build of a full commit id/,
      {
        source: { kind: 'tag', tag: 'v1' },
        past: (job) => void job.earlier('3h', of(), good),
      },
    ],
    [
      "can stand for the task's own branch",
      /only a build of a full commit id/,
      { source: { kind: 'default' }, past: (job) => void job.earlier('3h', of(), good) },
    ],
    [
      'is too old',
      /too old/,
      { maxAgeDays: 2, past: (job) => void job.earlier('60h', of(), good) },
    ],
    [
      'began before the task changed',
      /the task changed after it began/,
      { past: (job) => void job.changed('2h').earlier('3h', of(), good) },
    ],
    [
      'was asked for before the task changed, and ran after that',
      /the task changed after it began/,
      {
        past: (job) =>
          void job.changed('2h').earlier('3h', of(), build().queuedFor('2h').succeedsAfter('60s')),
      },
    ],
    [
      'began before the task changed, on whichever page that stands',
      /the task changed after it began/,
      {
        past: (job) =>
          void job
            .changed(...Array.from({ length: 120 }, () => '400h' as const), '2h')
            .earlier('3h', of(), good),
      },
    ],
    [
      'counts when no change of the task is listed',
      /does not say when the task last changed/,
      {
        past: (job) => {
          job.changes = []
          job.earlier('3h', of(), good)
        },
      },
    ],
    [
      'counts when a change has no time',
      /can't be read/,
      {
        past: (job) => {
          job.changes = [...job.changes, undefined]
          job.earlier('3h', of(), good)
        },
      },
    ],
    [
      'counts when changes are not published',
      /can't be read/,
      {
        simulator: { offers: { taskChanges: false } },
        past: (job) => void job.earlier('3h', of(), good),
      },
    ],
    [
      'counts when the values of the task are not published',
      /can't be compared/,
      {
        simulator: { offers: { definitions: [] } },
        past: (job) => void job.with({ defaults: { LEVEL: '3' } }).earlier('3h', of(), good),
      },
    ],
    [
      'counts when its record tells no commit',
      /does not confirm the commit/,
      { past: (job) => void job.earlier('3h', of(), good.confirmsCommit(null)) },
    ],
    [
      'counts when its record tells another commit',
      /does not confirm the commit/,
      { past: (job) => void job.earlier('3h', of(), good.confirmsCommit(OTHER)) },
    ],
    [
      'counts when a newer failed one tells no commit',
      /does not say of which commit/,
      {
        past: (job) => {
          job.earlier('4h', of(), good)
          job.earlier('3h', of(), bad.reportsCommit(null))
        },
      },
    ],
    [
      'counts when its parameters are not listed',
      /#1 is not reused: the service does not list its parameters/,
      {
        past: (job) => {
          job.earlier('3h', of(), good)
          answers('history-details', { build_steps: [] })
        },
      },
    ],
    [
      'counts when neither list nor record say when it began',
      /#1 is not reused: the service does not say when it began/,
      {
        past: (job) => {
          job.earlier('3h', of(), good)
          const entry = { number: 1, job_id: JOB_ID, commit_id: COMMIT, state: 'SUCCESS' }
          answers('history', { result: { total_record: '1', job_build_states: [entry] } })
          answers('record-info', { result: { status: 'SUCCESS', build_no: 1, commit: COMMIT } })
        },
      },
    ],
  ]

  it.each(cases)('%s', async (_name, why, options) => {
    const { hit, notes } = await found(options)
    expect(hit).toBeUndefined()
    expect(notes.join('\n')).toMatch(why)
  })

  it('counts when the history is not listed in full', async () => {
    const { hit, notes } = await found({
      past: (job) => {
        for (let n = 0; n < 120; n += 1) job.earlier('24h', of({}, OTHER), good)
        job.earlier('3h', of(), good)
        const nothing = fault.status(200, { result: { total_record: '121', job_build_states: [] } })
        run.simulator.faults.add({ route: 'history', call: 2, fault: nothing })
      },
    })
    expect(hit).toBeUndefined()
    expect(notes.join()).toContain('not listed in full')
  })

  it.each(['record-info', 'history-details', 'task-changes'])(
    'counts when %s fails',
    async (route) => {
      const { hit, notes } = await found({
        simulator: { offers: { historyParameters: false } },
        past: (job) => {
          job.earlier('3h', of(), good)
          run.simulator.faults.add({ route, call: 'every', fault: fault.status(503) })
        },
      })
      expect(hit).toBeUndefined()
      expect(notes.join('\n')).toMatch(/can't be/)
    },
  )
})
