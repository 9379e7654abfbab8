import { afterEach, describe, expect, it } from '@jest/globals'
import { budget } from '../../../support/budget.js'
import fc from '../../../support/fast-check.js'
import type { LogCursor } from '../../../../src/core/run.js'
import { build, fault, type Fault, type SimulatorOptions, text } from '../../../simulator/index.js'
import { JOB_ID } from '../../../support/ids.js'
import { codeArtsWorld, type CodeArtsWorld } from '../../../world/index.js'
import { undropped } from './backend-bench.js'

let open: CodeArtsWorld | undefined

afterEach(async () => {
  await open?.close()
  open = undefined
})

type Trouble = readonly [call: number, fault: Fault]

/** Runs a build whose log is exactly `steps`, looks every 7 s of its minute and once a second for 15 s after it. */
async function printedOf(
  steps: readonly string[],
  simulator: SimulatorOptions,
  route: string,
  troubles: readonly Trouble[],
  hidden = '',
): Promise<{ printed: string; run: CodeArtsWorld }> {
  let scenario = build().withoutMarks().closingLine('none')
  if (hidden !== '') scenario = scenario.hiddenStep('Environment', hidden)
  for (const [index, raw] of steps.entries()) scenario = scenario.step(`S${index}`, text(raw, 7))
  await open?.close()
  const run = (open = await codeArtsWorld(scenario.succeedsAfter('60s'), { simulator }))
  for (const [call, what] of troubles) run.simulator.faults.add({ route, call, fault: what })
  const backend = run.backend()
  const { ref } = await backend.start(undropped())
  const parts: Uint8Array[] = []
  let cursor: LogCursor | undefined
  for (let second = 0; second <= 75; second += second < 60 ? 7 : 1) {
    try {
      for await (const chunk of backend.log(ref, cursor, second >= 63, undropped())) {
        parts.push(Buffer.from(chunk.bytes))
        cursor = chunk.cursor
      }
    } catch {
      // The reader comes again with its last cursor.
    }
    await run.clock.sleep(second < 60 ? 7_000 : 1_000)
  }
  return { printed: Buffer.concat(parts).toString(), run }
}

const LOG = fc
  .array(fc.constantFrom('a', 'line of text\n', 'progress\r', '日志\n', '🚀', '::error::x\n'), {
    minLength: 1,
    maxLength: 200,
  })
  .map((pieces) => pieces.join(''))

const PAGE_TROUBLE = fc.constantFrom(
  fault.page('repeated'),
  fault.page('skipped'),
  fault.page('stuck'),
  fault.status(500, { error_code: 'CB.00060101', error_msg: 'x' }),
  fault.body('truncated'),
  fault.body('gzip'),
  fault.body('split-characters'),
  fault.reset('inside-body'),
)

const FILE_TROUBLE = fc.constantFrom(
  fault.status(500, { error_code: 'CB.00060101', error_msg: 'x' }),
  fault.body('split-characters'),
  fault.reset('inside-body'),
)

/** Faults on some calls, never on two in a row. */
function troubles(what: fc.Arbitrary<Fault>): fc.Arbitrary<Trouble[]> {
  return fc
    .uniqueArray(fc.integer({ min: 1, max: 8 }), { maxLength: 4 })
    .chain((calls) => fc.tuple(...calls.map((call) => what.map((one): Trouble => [call * 2, one]))))
}

describe('The log of a build, byte for byte', () => {
  it.each([
    ['v3', 'utf16'],
    ['v3', 'bytes'],
    ['v1', 'utf16'],
    ['v1', 'bytes'],
  ] as const)('comes through %s with offsets in %s', async (dialect, offsetUnit) => {
    await fc.assert(
      fc.asyncProperty(
        LOG,
        fc.integer({ min: 7, max: 400 }),
        troubles(PAGE_TROUBLE),
        async (raw, logPageSize, faults) => {
          const options = { offers: { log: [dialect] }, offsetUnit, logPageSize }
          const { printed } = await printedOf([raw], options, `log-${dialect}`, faults)
          expect(printed).toBe(raw)
        },
      ),
      budget(12),
    )
  })

  it('comes through the files of the steps', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(LOG, { minLength: 1, maxLength: 4 }),
        troubles(FILE_TROUBLE),
        async (steps, faults) => {
          const options = { offers: { log: ['task-log' as const] } }
          const { printed } = await printedOf(steps, options, 'task-log', faults)
          expect(printed).toBe(steps.join(''))
        },
      ),
      budget(15),
    )
  })

  it('comes through the whole log alone', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(LOG, { minLength: 1, maxLength: 3 }),
        troubles(FILE_TROUBLE),
        async (steps, faults) => {
          const options = { offers: { log: ['download-log' as const] } }
          const { printed } = await printedOf(steps, options, 'download-log', faults)
          expect(printed).toBe(steps.join(''))
        },
      ),
      budget(10),
    )
  })
})

describe('A log by the files of the steps', () => {
  const steps = ['one\n'.repeat(50), 'two\n'.repeat(50), 'three\n'.repeat(50)]

  it('comes whole from both files together, whatever a running build gives away', async () => {
    for (const filesWhileRunning of ['partial', 'nothing'] as const) {
      const offers = { log: ['task-log' as const, 'download-log' as const] }
      const { printed } = await printedOf(steps, { offers, filesWhileRunning }, 'task-log', [])
      expect(printed).toBe(steps.join(''))
    }
  })

  it('asks for steps by their ordinal', async () => {
    const { run } = await printedOf(steps, { offers: { log: ['task-log'] } }, 'task-log', [])
    const names = run.simulator.requests
      .filter(({ family }) => family === 'task-log')
      .map(({ query }) => query['task_name'])
    expect(new Set(names)).toEqual(new Set(['stage1', 'S0', 'stage2', 'stage3', 'stage4']))
    expect(run.simulator.problems).toEqual([])
    expect(run.simulator.requests.some(({ path }) => path.includes(JOB_ID))).toBe(true)
  })

  it.each([
    ['visible', ['task-log', 'download-log']],
    ['all', ['task-log', 'download-log']],
    ['all', ['task-log']],
  ] as const)(
    'has the lines of hidden steps where %s steps count and %j are there',
    async (stageNumbers, log) => {
      const hidden = 'zero\n'.repeat(20)
      const options = { offers: { log }, stageNumbers }
      const { printed } = await printedOf(steps, options, 'task-log', [], hidden)
      const sorted = (all: string) => all.split('\n').sort()
      expect(sorted(printed)).toEqual(sorted(hidden + steps.join('')))
    },
  )
})
