import { describe, expect, it } from '@jest/globals'
import { closedAfterEach } from '../../support/closing.js'
import type { QueueLife } from './job-queue.js'
import { SupervisedJob } from './supervised-job.js'

/** What only a build in CodeArts has: none of it may be said of a job in a queue. */
const CODEARTS = /\bbuil[dt]|\btasks?\b|codearts|huawei|mirror|commit|Finished:/i

const kept = closedAfterEach<SupervisedJob>()

function queued(life: QueueLife): SupervisedJob {
  return kept(new SupervisedJob(life))
}

describe('A run of a system with other words and no log', () => {
  it('is followed to a good end', async () => {
    const run = queued({ endsAt: 60_000 })
    expect(await run.main()).toMatchObject({ status: 'succeeded', exitCode: 0 })
    expect(Object.fromEntries(run.outputs)).toEqual({
      status: 'succeeded',
      job: 'j-9f',
      word: 'DONE',
      seconds: '55',
      steps: expect.stringContaining('"CRUNCH"'),
    })
    expect(run.printed).toContain('Started job j-9f of queue nightly\nQueued.\nRunning')
    expect(run.printed).toContain('Steps of the job:\n  FETCH: succeeded')
    expect(run.summary).toContain('### Recent jobs')
    expect(run.summary).toContain(
      "of the queue's jobs that nobody stopped succeeded (3 of the newest 4)",
    )
    expect(run.printed + run.summary).not.toMatch(CODEARTS)
    expect(await run.post()).toBe(true)
    expect(run.queue.calls).not.toContain('stop')
  })

  it('ends as soon as its end is seen: no log is waited for', async () => {
    const run = queued({ endsAt: 60_000 })
    const begun = run.clock.now()
    await run.main()
    expect(run.clock.now() - begun).toBeLessThan(66_000)
  })

  it('tells a bad end in its own words', async () => {
    const run = queued({ endsAt: 60_000, word: 'GAVE_UP' })
    expect(await run.main()).toMatchObject({
      status: 'failed',
      message: 'Job j-9f failed (GAVE_UP).',
    })
    expect(run.printed).toContain('::error::Step "CRUNCH" failed after 9.0 s.')
    expect(run.printed + run.summary).not.toMatch(CODEARTS)
  })

  it('is looked for after a lost answer, and adopted', async () => {
    const run = queued({ endsAt: 60_000, losesStart: true })
    expect(await run.main()).toMatchObject({ status: 'succeeded' })
    expect(run.queue.calls.filter((call) => call === 'start')).toHaveLength(1)
    expect(run.printed).toContain('The job may have started: looking for it.')
    expect(run.printed + run.summary).not.toMatch(CODEARTS)
  })

  it('is stopped when the workflow is cancelled', async () => {
    const run = queued({ endsAt: 3_600_000 })
    run.clock.at(run.clock.now() + 20_000, () => run.cancel.abort('SIGINT'))
    expect(await run.main()).toMatchObject({ status: 'stopped', exitCode: 1 })
    expect(run.queue.isRunning).toBe(false)
    expect(run.printed + run.summary).not.toMatch(CODEARTS)
  })

  it('is stopped when its time is over', async () => {
    const run = queued({ endsAt: 3_600_000 })
    expect(await run.main({ timeoutMs: 60_000 })).toMatchObject({ status: 'timed-out' })
    expect(run.queue.isRunning).toBe(false)
    expect(run.printed + run.summary).not.toMatch(CODEARTS)
  })

  it('is stopped by the post step where main was killed', async () => {
    const run = queued({ endsAt: 3_600_000 })
    void run.main()
    await run.clock.sleep(30_000)
    expect(run.queue.isRunning).toBe(true)
    expect(await run.post()).toBe(true)
    expect(run.queue.isRunning).toBe(false)
    expect(run.printed).not.toMatch(CODEARTS)
  })
})

describe('A log without stamps, marks and a last line', () => {
  const log = { mode: 'stream', timestamps: true } as const

  it('is printed in one group of its own, with the late tail', async () => {
    const run = queued({
      endsAt: 60_000,
      lateLogMs: 20_000,
      log: [
        [10_000, 'one\n'],
        [75_000, 'two\n'],
      ],
    })
    await run.main({ log })
    expect(run.printed).toContain('::group::Job log\none\n')
    expect(run.printed).toContain('two\n::endgroup::\n')
    expect(run.printed + run.summary).not.toMatch(CODEARTS)
  })

  it('gives its last lines to the summary of a bad end', async () => {
    const run = queued({ endsAt: 60_000, word: 'GAVE_UP', log: [[10_000, 'out of paper\n']] })
    await run.main({ log })
    expect(run.summary).toContain('out of paper')
    expect(run.printed + run.summary).not.toMatch(CODEARTS)
  })
})
