import { describe, expect, it } from '@jest/globals'
import { build, fault, lines, type Scenario } from '../simulator/index.js'
import { JOB_ID } from '../support/ids.js'
import { Bundle } from '../support/bundle.js'
import { plainLines } from '../support/bundled-action.js'
import { closedAfterEach } from '../support/closing.js'

const kept = closedAfterEach<Bundle>()

async function against(scenario: Scenario): Promise<Bundle> {
  return kept(await Bundle.with(scenario))
}

const long = build().step('Compile', lines(600)).succeedsAfter('60s').stopTakes('300ms')

describe('A cancelled step', () => {
  it.each(['SIGINT', 'SIGTERM'] as const)('stops the build at once after %s', async (signal) => {
    const run = await against(long)
    const main = run.start()
    await main.waitFor(/line 5\n/)
    const sentAt = Date.now()
    main.child.kill(signal)
    const result = await main.done
    expect((run.at(/stop$/) ?? Infinity) - sentAt).toBeLessThan(250)
    expect(result).toMatchObject({ exitCode: 1, signal: null, outputs: { status: 'stopped' } })
    expect(result.goneAt - sentAt).toBeLessThan(6_500)
    expect(run.running).toBe(0)
    expect(await run.post(result)).toMatchObject({ exitCode: 0, stdout: '', summary: '' })
  })

  it('reads as a cancel: nothing failed, and its step is stopped', async () => {
    const run = await against(long.step('Test', 'src/a.c:1:2: error: broken\n'))
    const main = run.start()
    await main.waitFor(/line 5\n/)
    main.child.kill('SIGINT')
    const { stdout, outputs, summary } = await main.done
    const errors = stdout.split('\n').filter((line) => line.startsWith('::error'))
    expect(errors).toEqual([expect.stringMatching(/^::error::Cancelled\. Build #1 was stopped/)])
    expect(JSON.parse(outputs['steps'] ?? '')).toMatchObject([{ status: 'stopped' }, {}])
    expect(stdout).toContain('  Compile: stopped')
    expect(summary).toMatch(/^## 🛑 .*was cancelled and stopped$/m)
    expect(summary).not.toMatch(/failed|Last lines/)
    expect(run.paths().filter((path) => path.endsWith('/analysis'))).toEqual([])
  })

  it('does not tell of a queue that it has left', async () => {
    const run = await against(long.queuedFor('60s'))
    const main = run.start({ inputs: { 'poll-interval-seconds': '30' } })
    await main.waitFor(/Started/)
    main.child.kill('SIGINT')
    const { stdout } = await main.done
    expect(stdout.split('\n').filter((line) => /^Queued/.test(line))).toEqual([])
  })

  it('stops a build that waits in the queue', async () => {
    const run = await against(long.queuedFor('60s'))
    const main = run.start()
    await main.waitFor(/Queued/)
    main.child.kill('SIGINT')
    expect(await main.done).toMatchObject({ exitCode: 1, outputs: { status: 'stopped' } })
    expect(run.running).toBe(0)
  })

  it('awaits a start in flight and stops its build', async () => {
    const run = await against(long)
    run.simulator.faults.add({ route: 'start', call: 1, fault: fault.delay('2s') })
    const main = run.start()
    while (run.simulator.requests.length === 0) await new Promise((r) => setTimeout(r, 5))
    main.child.kill('SIGINT')
    expect(await main.done).toMatchObject({ exitCode: 1, outputs: { status: 'stopped' } })
    expect(run.running).toBe(0)
  })

  it('finds and stops the build whose start answer was dropped', async () => {
    const run = await against(long)
    run.simulator.faults.add({ route: 'start', call: 1, fault: fault.reset('after-acting') })
    const main = run.start()
    await main.waitFor(/looking for it/)
    main.child.kill('SIGINT')
    const result = await main.done
    expect(result.exitCode).toBe(1)
    await run.post(result)
    expect(run.running).toBe(0)
    expect(run.simulator.builds).toHaveLength(1)
  })

  it('is unimpressed by a second signal', async () => {
    const run = await against(long.stopTakes('1s'))
    const main = run.start()
    await main.waitFor(/line 5\n/)
    main.child.kill('SIGINT')
    setTimeout(() => main.child.kill('SIGTERM'), 200)
    expect(await main.done).toMatchObject({ exitCode: 1, signal: null, outputs: { status: 'stopped' } })
    expect(run.running).toBe(0)
  })

  it('leaves in time although a stop is ignored, and the post step fails with an error', async () => {
    const run = await against(long.ignoresStop())
    const main = run.start()
    await main.waitFor(/line 5\n/)
    const sentAt = Date.now()
    main.child.kill('SIGINT')
    const result = await main.done
    expect(result.goneAt - sentAt).toBeLessThan(6_500)
    expect(result).toMatchObject({ exitCode: 1, outputs: { status: 'stopped' } })
    expect(result.summary).toContain('its stop was accepted, and its end was not seen yet')
  })

  it('is no pass when the signal comes after a good end, while the last calls are made', async () => {
    const run = await against(build().succeedsAfter('300ms'))
    run.simulator.faults.add({ route: 'output-info', call: 1, fault: fault.delay('1s') })
    const main = run.start()
    while (run.at(/output-info$/) === undefined) await new Promise((r) => setTimeout(r, 5))
    main.child.kill('SIGINT')
    const result = await main.done
    expect(result).toMatchObject({ exitCode: 1, signal: null, outputs: { status: 'succeeded' } })
  })

  it('leaves the build running where it shall', async () => {
    const run = await against(long)
    const main = run.start({ inputs: { 'stop-on-cancel': 'false' } })
    await main.waitFor(/line 5\n/)
    main.child.kill('SIGINT')
    const result = await main.done
    expect(result).toMatchObject({ exitCode: 1, outputs: { status: 'left-running' } })
    expect(await run.post(result)).toMatchObject({ exitCode: 0, stdout: '' })
    expect(run.running).toBe(1)
  })
})

describe('A killed step', () => {
  it('leaves its build to the post step, which stops it', async () => {
    const run = await against(long)
    const main = run.start()
    await main.waitFor(/line 5\n/)
    main.child.kill('SIGKILL')
    const result = await main.done
    expect(run.running).toBe(1)
    const post = await run.post(result)
    expect(post).toMatchObject({ exitCode: 0 })
    const build = new RegExp(`^Build #1 of task ${JOB_ID} .* https://.*/${JOB_ID}/1$`)
    for (const line of plainLines(post.stdout.trimEnd())) expect(line).toMatch(build)
    expect(post.stdout).toContain('was left running and is stopped now (ABORTED).')
    expect(post.summary).toMatch(/^## 🛑 \[Build #1\]\(.*was stopped by the post step$/m)
    expect(run.running).toBe(0)
  })

  it('leaves a build that the post step stops without commit, parameters or a look-up by name', async () => {
    const run = await against(long)
    const main = run.start()
    await main.waitFor(/line 5\n/)
    main.child.kill('SIGKILL')
    const inputs = {
      commit: 'no commit',
      parameters: 'no parameter',
      'job-id': '',
      'project-id': 'f'.repeat(32),
      'job-name': 'renamed since',
    }
    expect(await run.post(await main.done, { inputs })).toMatchObject({ exitCode: 0 })
    expect(run.running).toBe(0)
    expect(run.paths().filter((path) => path.endsWith('/list'))).toEqual([])
  })

  it('leaves a build whose number it never learnt, which the post step finds', async () => {
    const run = await against(long)
    run.simulator.faults.add({ route: 'start', call: 1, fault: fault.stall('after-acting') })
    const main = run.start()
    while (run.simulator.requests.length === 0) await new Promise((r) => setTimeout(r, 5))
    main.child.kill('SIGKILL')
    const post = await run.post(await main.done)
    expect(post.exitCode).toBe(0)
    expect(run.running).toBe(0)
    expect(run.simulator.builds).toHaveLength(1)
  })
})

describe('A step over its time', () => {
  it('stops the build', async () => {
    const run = await against(long)
    const result = await run.main({ inputs: { 'timeout-minutes': '0.03' } })
    expect(result).toMatchObject({ exitCode: 1, outputs: { status: 'timed-out' } })
    expect(run.running).toBe(0)
    const errors = result.stdout.split('\n').filter((line) => line.startsWith('::error'))
    expect(errors).toEqual([
      '::error::Build #1 took too long (timeout-minutes: 0.03) and was stopped.',
    ])
    expect(JSON.parse(result.outputs['steps'] ?? '')).toMatchObject([{ status: 'stopped' }])
    expect(result.summary).toMatch(/took too long \(timeout-minutes: 0\.03\) and was stopped$/m)
  })
})
