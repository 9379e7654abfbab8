import { describe, expect, it } from '@jest/globals'
import { GITHUB_TOKEN, type GithubSimulator, startGithub } from '../simulator/github/index.js'
import { build, fault, product } from '../simulator/index.js'
import { PUSHED_COMMIT } from '../support/action-process.js'
import { JOB_ID } from '../support/ids.js'
import { Bundle } from '../support/bundle.js'
import { closedAfterEach } from '../support/closing.js'

const good = build().step('Compile').succeedsAfter('2s').products([product('shop.jar')])
const kept = closedAfterEach<Bundle>(({ simulator }) => expect(simulator.problems).toEqual([]))
const keptGithub = closedAfterEach<GithubSimulator>(({ problems }) => expect(problems).toEqual([]))

/** A task whose build of the pushed commit was good three hours ago. */
async function builtBefore(): Promise<Bundle> {
  const bundle = kept(await Bundle.with(build().succeedsAfter('300ms')))
  bundle.simulator
    .job(JOB_ID)
    .changed('48h')
    .earlier('3h', { commit: PUSHED_COMMIT, parameters: {} }, good)
  return bundle
}

const reuse = { reuse: 'success' }
const starts = ({ simulator }: Bundle): number =>
  simulator.requests.filter(({ family }) => family === 'start').length

describe('A build that needn’t run', () => {
  it('is reported in its place: outputs, summary, age and link, and exit code 0', async () => {
    const run = await builtBefore()
    const result = await run.main({ inputs: reuse })
    expect(starts(run)).toBe(0)
    expect(result).toMatchObject({ exitCode: 0, stderr: '' })
    expect(result.outputs).toMatchObject({
      status: 'reused',
      'build-number': '1',
      'remote-status': 'SUCCESS',
      commit: PUSHED_COMMIT,
      'duration-seconds': '2',
    })
    expect(JSON.parse(result.outputs['artifacts'] ?? '')).toMatchObject([{ name: 'shop.jar' }])
    expect(result.stdout).toMatch(/Reusing build #1 of task .*, which began 3 h 00 min ago: https:/)
    expect(result.summary).toContain('is reused')
    expect((await run.post(result)).stdout).toBe('')
  })

  it('is reported with wait: false as well', async () => {
    const run = await builtBefore()
    const result = await run.main({ inputs: { ...reuse, wait: 'false' } })
    expect(result).toMatchObject({ exitCode: 0, outputs: { status: 'reused' } })
    expect(starts(run)).toBe(0)
  })

  it('makes a check of its commit a success', async () => {
    const run = await builtBefore()
    const github = keptGithub(await startGithub())
    const inputs = { ...reuse, 'check-name': 'CodeArts', 'github-token': GITHUB_TOKEN }
    await run.main({ inputs, env: { GITHUB_API_URL: github.url } })
    expect(github.checks).toMatchObject([
      { head_sha: PUSHED_COMMIT, conclusion: 'success', external_id: '4711/1/build/1' },
    ])
  })

  it.each([
    ['without the input', {}],
    ['for a tag', { ...reuse, tag: 'v1' }],
    ['without a commit', { ...reuse, commit: 'none' }],
    ['with secrets', { ...reuse, 'secret-parameters': 'KEY=abcdef' }],
    ['with another parameter', { ...reuse, parameters: 'MODE=release' }],
  ])('runs all the same %s', async (_name, inputs) => {
    const run = await builtBefore()
    const result = await run.main({ inputs })
    expect(result.outputs).toMatchObject({ status: 'succeeded', 'build-number': '2' })
    expect(starts(run)).toBe(1)
  })

  it('runs all the same when the history can not be read, and says so', async () => {
    const run = await builtBefore()
    run.simulator.faults.add({ route: 'history', call: 'every', fault: fault.status(500) })
    const result = await run.main({ inputs: reuse })
    expect(result.outputs['status']).toBe('succeeded')
    expect(result.stdout).toContain('No earlier build is reused: ')
  })

  it('is not started when the look-up is cancelled', async () => {
    const run = await builtBefore()
    run.simulator.faults.add({ route: 'history', call: 'every', fault: fault.stall() })
    const main = run.start({ inputs: reuse })
    await main.waitFor(/Signing in/)
    while (!run.paths().some((path) => path.endsWith('/list'))) {
      await new Promise((resolve) => setTimeout(resolve, 10))
    }
    main.child.kill('SIGINT')
    const result = await main.done
    expect(result).toMatchObject({ exitCode: 1, outputs: { status: 'not-started' } })
    expect(starts(run)).toBe(0)
  })

  it('takes a number of days from 1 to 30', async () => {
    const run = await builtBefore()
    for (const days of ['0.5', '31', 'week']) {
      const result = await run.main({ inputs: { ...reuse, 'reuse-max-age-days': days } })
      expect(result.outputs['status']).toBe('not-started')
      expect(result.stdout).toContain('reuse-max-age-days')
    }
    expect(run.paths()).toEqual([])
  })
})
