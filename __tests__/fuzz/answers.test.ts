import { describe, expect, it } from '@jest/globals'
import { WORDS } from '../support/fake-backend.js'
import fc from '../support/fast-check.js'
import { budget } from '../support/budget.js'
import {
  bench,
  type Bench,
  clientOver,
  JOB_ID,
  NOW,
  RUN,
  undropped,
} from '../clouds/huawei/codearts-build/backend-bench.js'
import {
  NOT_PUBLISHED,
  type ScriptedAnswer,
} from '../clouds/huawei/codearts-build/scripted-transport.js'
import { findJob } from '../../src/clouds/huawei/codearts-build/find-job.js'
import { checkTask } from '../../src/clouds/huawei/codearts-build/task-check.js'
import { ActionError } from '../../src/core/errors.js'
import { gate } from '../../src/core/gate.js'
import { ConsoleReporter } from '../../src/github/runner/reporter.js'
import { printError } from '../../src/github/runner/verdict.js'
import { dig } from '../../src/text/json.js'
import { foreignText, hostileText, jobLog, MARK, mutated } from './hostile.js'
import { VALID_ANSWERS } from './valid-answers.js'

/** After so many requests nothing is offered any more, so that a log without end has one. */
const MOST_REQUESTS = 40
const RECORD_ID = '2ab0e6a3-3e1a-4708-bb16-fff2b0999027'

async function drained(chunks: AsyncIterable<unknown>): Promise<void> {
  const reader = chunks[Symbol.asyncIterator]()
  while ((await reader.next()).done !== true) continue
}

type Operation = (bench: Bench) => Promise<unknown>
const service = ({ transport }: Bench) => ({
  client: clientOver(transport),
  debug: () => undefined,
})
const OPERATIONS: Readonly<Record<string, Operation>> = {
  start: ({ backend }) => backend.start(undropped()),
  'look at a run': ({ backend }) => backend.snapshot(RUN, undropped()),
  'look for a started run': ({ backend }) => backend.findStarted(new Date(NOW), undropped()),
  stop: ({ backend }) => backend.stop(RUN, undropped()),
  'log of a live run': ({ backend }) => drained(backend.log(RUN, undefined, false, undropped())),
  'log of an ended run': ({ backend }) => drained(backend.log(RUN, undefined, true, undropped())),
  steps: ({ backend }) => backend.steps(RUN, undropped()),
  'usual time': ({ backend }) => backend.usualMs(RUN, undropped()),
  report: ({ backend }) => backend.report(RUN, { failed: true, extras: false }, undropped()),
  extras: ({ backend }) =>
    backend.report(RUN, { failed: true, extras: true, recordId: RECORD_ID }, undropped()),
  'check of a task': (given) => checkTask(service(given), JOB_ID, undropped()),
  'search of a task': (given) =>
    findJob(service(given), { projectId: JOB_ID, jobName: 'app' }, undropped()),
}

const body = fc.oneof(
  foreignText.map((text): unknown => text),
  fc.constantFrom(...VALID_ANSWERS).chain((valid) => mutated(valid, MARK)),
)
const header = hostileText.map((text) => `${text.slice(0, 300)}${MARK}`)
const answer: fc.Arbitrary<ScriptedAnswer> = fc.record({
  status: fc.oneof(
    { weight: 4, arbitrary: fc.constant(200) },
    {
      weight: 1,
      arbitrary: fc.constantFrom(201, 204, 302, 400, 401, 403, 404, 422, 429, 500, 503),
    },
  ),
  headers: fc.record(
    {
      date: fc.oneof(fc.constant('Thu, 10 Sep 2026 11:00:00 GMT'), header),
      'retry-after': fc.oneof(fc.constant('7'), header),
      'x-request-id': header,
      location: header,
      'content-type': fc.constantFrom('application/json', 'text/plain', 'application/octet-stream'),
      'content-length': fc.constantFrom('0', '99', '-1', 'x'),
    },
    { requiredKeys: [] },
  ),
  body,
})

/** What the job's log shows of an operation: its error, and the debug lines and warnings on the way. */
async function shownOf(operation: Operation, answers: readonly ScriptedAnswer[]): Promise<string> {
  const { console, text } = jobLog(MARK)
  const set = () => undefined
  const reporter = new ConsoleReporter({ console, set, now: () => NOW, owner: 'app' })
  const given = bench(
    (_asked, call) => (call > MOST_REQUESTS ? NOT_PUBLISHED : answers[call % answers.length]) ?? {},
  )
  try {
    await operation(given)
  } catch (error) {
    if (!(error instanceof ActionError)) throw error
    expect(error.code).not.toBe('internal')
    printError(console, error)
  }
  for (const line of given.debugged) console.debug(line)
  for (const warning of given.warnings) reporter.warning(warning)
  return text()
}

describe('Whatever the service answers', () => {
  it.each(Object.entries(OPERATIONS))(
    'a %s ends, at worst in an error with a name',
    async (_name, operation) => {
      await fc.assert(
        fc.asyncProperty(fc.array(answer, { minLength: 1, maxLength: 4 }), async (answers) => {
          const shown = await shownOf(operation, answers)
          expect(shown).not.toContain(MARK)
          expect(shown).not.toContain('Unexpected error')
        }),
        budget(70),
      )
    },
  )

  it('a run is green only by the word SUCCESS', async () => {
    const record = {
      status: 'success',
      result: {
        status: 'SUCCESS',
        finish_time: '2026-09-10T11:00:00Z',
        build_record_id: RECORD_ID,
      },
    }
    const word = fc.oneof(
      fc.constantFrom(
        'SUCCESS',
        'success',
        'Succe\u017f\u017f',
        'SUCCESS ',
        'COMPLETED',
        'FINISHED',
        '成功',
      ),
      fc.constantFrom('SUCCESSFUL', '\uff33UCCESS', 'FAILURE', 'passed', 'OK', 'true'),
      hostileText,
    )
    const given = fc.oneof(
      mutated(record, ''),
      word.map((status): unknown => ({ ...record, result: { ...record.result, status } })),
      fc
        .jsonValue()
        .map((status): unknown => ({ ...record, result: { ...record.result, status } })),
    )
    await fc.assert(
      fc.asyncProperty(given, async (answered) => {
        const { backend } = bench(() => ({ body: answered }))
        const ended = await backend.snapshot(RUN, undropped()).catch(() => undefined)
        if (ended?.phase !== 'ended') return
        const verdict = gate(
          { kind: 'ended', run: { ref: RUN, name: 'build #7', number: '7' }, ended },
          WORDS,
        )
        const status = dig(answered, 'result', 'status')
        const green = typeof status === 'string' && /^success$/i.test(status)
        expect(verdict.status === 'succeeded').toBe(green)
        expect(verdict.exitCode === 0).toBe(green)
      }),
      budget(400),
    )
  })

  it('lists nested deeper than any stack are an error with a name', async () => {
    const body = `${'['.repeat(50_000)}${']'.repeat(50_000)}`
    const { backend } = bench(() => ({ body }))
    await expect(backend.snapshot(RUN, undropped())).rejects.toMatchObject({ code: 'bad-answer' })
  })
})
