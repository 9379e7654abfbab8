import { describe, expect, it } from '@jest/globals'
import { build, CREDENTIALS, fault, type SimulatorOptions } from '../simulator/index.js'
import type { ActionResult } from '../support/action-process.js'
import { Bundle } from '../support/bundle.js'
import { plainLines } from '../support/bundled-action.js'
import { JOB_ID, PROJECT_ID as PROJECT } from '../support/ids.js'
import { closedAfterEach } from '../support/closing.js'

const COMMIT = 'ab'.repeat(20)
const OTHER = 'cd'.repeat(20)

const long = build().runsFor('1h')
const kept = closedAfterEach<Bundle>((bundle) => expect(bundle.simulator.problems).toEqual([]))

async function service(options: SimulatorOptions = {}): Promise<Bundle> {
  const bundle = kept(await Bundle.with(long, options))
  bundle.simulator.job(JOB_ID).always(long)
  return bundle
}

/** The step against the simulator. */
function stop(run: Bundle, inputs: Record<string, string>): Promise<ActionResult> {
  return run.main({ action: 'stop', inputs })
}

const stops = (run: Bundle): string[] => run.paths().filter((path) => path.includes('/stop'))

describe('stop/', () => {
  it('stops the builds that are named, and no other', async () => {
    const run = await service()
    const job = run.simulator.job(JOB_ID)
    job.start()
    job.start()
    job.start()
    const result = await stop(run, { 'build-number': '1, 3\n1' })
    expect(result).toMatchObject({
      exitCode: 0,
      outputs: { status: 'stopped', stopped: '[1,3]', 'remote-status': 'ABORTED' },
    })
    expect(run.simulator.builds.map(({ state }) => state)).toEqual(['ended', 'running', 'ended'])
    const told = plainLines(result.stdout).filter((line) => line.startsWith('Build #'))
    expect(told).toHaveLength(2)
    expect(told[0]).toMatch(/^Build #\d was stopped \(ABORTED\): https:\/\/.*\/48c66c60.*\/\d$/)
  })

  it('takes a build that has ended for a note', async () => {
    const run = await service()
    run.simulator.job(JOB_ID).always(build().succeedsAfter('1ms')).start()
    run.simulator.job(JOB_ID).start()
    await new Promise((resolve) => setTimeout(resolve, 20))
    const result = await stop(run, { 'build-number': '2' })
    expect(result).toMatchObject({
      exitCode: 0,
      outputs: { status: 'already-ended', stopped: '[]', 'remote-status': 'SUCCESS' },
    })
    expect(stops(run)).toEqual([])
  })

  it.each([[['period-history', 'v1-list']], [['period-history']]] as const)(
    'stops every live build of a commit, found by %s',
    async (history) => {
      const run = await service({ offers: { history } })
      const job = run.simulator.job(JOB_ID)
      job.next(long, build().succeedsAfter('1ms'))
      job.start({ commit: COMMIT })
      job.start({ commit: OTHER })
      job.start({ commit: COMMIT })
      job.start({ commit: COMMIT })
      const result = await stop(run, { commit: COMMIT.toUpperCase() })
      expect(result).toMatchObject({ exitCode: 0, outputs: { status: 'stopped' } })
      const live = run.simulator.builds.filter(({ state }) => state !== 'ended')
      expect(live.map(({ commit }) => commit)).toEqual([OTHER])
    },
  )

  it('has nothing to do where no build has the commit', async () => {
    const run = await service()
    run.simulator.job(JOB_ID).start({ commit: OTHER })
    const result = await stop(run, { commit: COMMIT })
    expect(result).toMatchObject({ exitCode: 0, outputs: { status: 'already-ended', stopped: '[]' } })
    expect(stops(run)).toEqual([])
  })

  it('finds the task by its name', async () => {
    const run = await service()
    run.simulator.job(JOB_ID).with({ name: 'shop' }).start()
    const inputs = { 'job-id': '', 'project-id': PROJECT, 'job-name': 'shop', 'build-number': '1' }
    expect(await stop(run, inputs)).toMatchObject({ exitCode: 0, outputs: { stopped: '[1]' } })
  })

  it('looks the task up again where an answer was lost', async () => {
    const run = await service()
    run.simulator.job(JOB_ID).with({ name: 'shop' }).start()
    run.simulator.faults.add({ route: 'jobs', call: 1, fault: fault.status(503) })
    const inputs = { 'job-id': '', 'project-id': PROJECT, 'job-name': 'shop', 'build-number': '1' }
    expect(await stop(run, inputs)).toMatchObject({ exitCode: 0, outputs: { stopped: '[1]' } })
  })

  it('does not wait where it shall not', async () => {
    const run = await service()
    run.simulator.job(JOB_ID).always(long.stopTakes('1h')).next(long.stopTakes('1h'))
    run.simulator.job(JOB_ID).start()
    run.simulator.job(JOB_ID).start()
    const result = await stop(run, { 'build-number': '2', wait: 'false' })
    expect(result).toMatchObject({ exitCode: 0, outputs: { status: 'requested', stopped: '[]' } })
    expect(stops(run)).toHaveLength(1)
  })

  it('fails where the end is not seen in time', async () => {
    const run = await service()
    const job = run.simulator.job(JOB_ID).always(long.ignoresStop())
    job.start()
    job.start()
    const result = await stop(run, { 'build-number': '2', 'timeout-minutes': '0.02' })
    expect(result).toMatchObject({ exitCode: 1, outputs: { status: 'requested', stopped: '[]' } })
    expect(result.stdout).toMatch(/::error::Build #2 was asked to stop and was not seen to end within 1\.2 s/)
  })

  it('counts a build as stopped whose stop lost its answer', async () => {
    const run = await service()
    run.simulator.faults.add({ route: 'stop', call: 'every', fault: fault.reset('after-acting') })
    run.simulator.job(JOB_ID).start()
    const result = await stop(run, { 'build-number': '1' })
    expect(result).toMatchObject({ exitCode: 0, outputs: { status: 'stopped', stopped: '[1]' } })
  })

  it('stops the others although one is refused', async () => {
    const run = await service()
    run.simulator.job(JOB_ID).start()
    const result = await stop(run, { 'build-number': '9 1' })
    expect(result).toMatchObject({ exitCode: 1, outputs: { status: 'failed', stopped: '[1]' } })
    expect(result.stdout).toMatch(/::error::Build #9 was not stopped: .*CB\.00031006/)
  })

  it('reports every bad input at once, before any request', async () => {
    const run = await service()
    const result = await stop(run, { 'build-number': '1,x', wait: 'maybe', 'job-id': 'short' })
    expect(result).toMatchObject({ exitCode: 1, outputs: { status: 'not-started' } })
    expect(result.stdout.match(/^::error::/gm)).toHaveLength(3)
    const both = await stop(run, { 'build-number': '1', commit: COMMIT })
    expect(both.stdout).toContain('Inputs build-number and commit are both given')
    expect(run.simulator.requests).toEqual([])
  })

  it('leaves in time when it is cancelled, and is no pass', async () => {
    const run = await service()
    run.simulator.job(JOB_ID).always(long.ignoresStop()).next(long.ignoresStop())
    run.simulator.job(JOB_ID).start()
    run.simulator.job(JOB_ID).start()
    const inputs = { 'build-number': '2' }
    const step = run.start({ action: 'stop', inputs })
    while (stops(run).length === 0) await new Promise((r) => setTimeout(r, 5))
    const sentAt = Date.now()
    step.child.kill('SIGINT')
    const result = await step.done
    expect(result).toMatchObject({ exitCode: 1, signal: null, outputs: { status: 'requested' } })
    expect(result.goneAt - sentAt).toBeLessThan(6_500)
  })

  it('calls a cancel a cancel, and no defect, while it looks for the builds of a commit', async () => {
    const run = await service()
    run.simulator.faults.add({ route: 'history', call: 'every', fault: fault.stall() })
    const step = run.start({ action: 'stop', inputs: { commit: COMMIT } })
    while (run.paths().length === 0) await new Promise((r) => setTimeout(r, 5))
    step.child.kill('SIGINT')
    const { exitCode, stdout, outputs } = await step.done
    expect({ exitCode, outputs }).toMatchObject({ exitCode: 1, outputs: { status: 'failed' } })
    expect(stdout).toContain('\n::error::Cancelled.\n')
    expect(stdout).not.toContain('defect')
  })

  it('tells no secret', async () => {
    const run = await service()
    run.simulator.job(JOB_ID).start()
    const { stdout, outputs } = await stop(run, { 'build-number': '1' })
    const shown = plainLines(stdout).join('\n') + JSON.stringify(outputs)
    expect(shown).not.toContain(CREDENTIALS.secretAccessKey)
  })
})
