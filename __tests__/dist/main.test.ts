import { describe, expect, it } from '@jest/globals'
import { build, CREDENTIALS, lines, product, type Scenario } from '../simulator/index.js'
import { PUSHED_COMMIT } from '../support/action-process.js'
import { Bundle } from '../support/bundle.js'
import { plainLines } from '../support/bundled-action.js'
import { closedAfterEach } from '../support/closing.js'

const kept = closedAfterEach<Bundle>((bundle) => expect(bundle.simulator.problems).toEqual([]))

async function against(scenario: Scenario): Promise<Bundle> {
  return kept(await Bundle.with(scenario))
}

const short = build().step('Compile', lines(40)).step('Test', lines(20)).succeedsAfter('2s')

describe('The bundle', () => {
  it('passes the job on a good build, with all outputs and every log line', async () => {
    const run = await against(
      short.queuedFor('500ms').products([product('shop.jar', { version: '1.4.2' })]),
    )
    const result = await run.main()
    expect(result).toMatchObject({ exitCode: 0, stderr: '' })
    expect(result.outputs).toMatchObject({
      'build-number': '1',
      commit: PUSHED_COMMIT,
      status: 'succeeded',
      'remote-status': 'SUCCESS',
      'queued-seconds': '0.5',
      'duration-seconds': '2',
    })
    expect(result.outputs['record-id']).toMatch(/^[0-9a-f-]{36}$/)
    expect(JSON.parse(result.outputs['steps'] ?? '')).toMatchObject([
      { name: 'Compile', status: 'succeeded' },
      { name: 'Test', status: 'succeeded' },
    ])
    expect(JSON.parse(result.outputs['artifacts'] ?? '')).toMatchObject([
      { name: 'shop.jar', version: '1.4.2', kind: 'package' },
    ])
    const numbered = plainLines(result.stdout).filter((line) => /\] line \d+$/.test(line))
    expect(numbered).toHaveLength(60)
    expect(result.stdout).toMatch(/::group::Compile\n[\s\S]*::endgroup::\n::group::Test\n/)
  })

  it.each([
    ['FAILURE', 'failed'],
    ['ABORTED', 'stopped'],
    ['TIMEOUT', 'timed-out'],
    ['COMPLETED', 'failed'],
    ['FINISHED', 'failed'],
  ])('fails the job on a build that ends as %s', async (word, status) => {
    const run = await against(build().runsFor('500ms').endsWith(word, { errMsg: 'disk full' }))
    const result = await run.main()
    expect(result.exitCode).toBe(1)
    expect(result.outputs).toMatchObject({ status, 'remote-status': word })
    expect(result.stdout).toMatch(/^::error::.*disk full/m)
  })

  it('fails the job on a build that the service never scheduled', async () => {
    const run = await against(build().neverExecutes('SCHEDULE_FAILURE', 'no such tag'))
    const result = await run.main()
    expect(result.outputs['status']).toBe('failed')
    expect(result.stdout).toContain('no such tag')
  })

  it('does not wait when it shall not', async () => {
    const run = await against(build().succeedsAfter('60s'))
    const result = await run.main({ inputs: { wait: 'false' } })
    expect(result).toMatchObject({ exitCode: 0, outputs: { status: 'started', 'build-number': '1' } })
    expect(run.paths()).toEqual(['POST /v3/jobs/build'])
    expect((await run.post(result)).stdout).toBe('')
  })

  it('tells every bad input at once, before any request', async () => {
    const run = await against(short)
    const result = await run.main({
      inputs: { 'job-id': 'x', commit: 'main', wait: 'maybe', 'timeout-minutes': '-1' },
    })
    expect(result).toMatchObject({ exitCode: 1, outputs: { status: 'not-started' } })
    expect(result.stdout.match(/^::error::/gm)).toHaveLength(4)
    expect(run.paths()).toEqual([])
  })

  it('lets no secret out', async () => {
    const run = await against(build().step('Print', 'the password is hunter22\n').succeedsAfter('1s'))
    const result = await run.main({
      inputs: { 'secret-parameters': 'PASSWORD=hunter22', 'log-file': 'build.log' },
    })
    const everything = JSON.stringify([result.outputs, result.state, result.summary, result.stderr])
    expect(everything).not.toContain('hunter22')
    expect(everything).not.toContain(CREDENTIALS.secretAccessKey)
    const shown = result.stdout.split('\n').filter((line) => !line.startsWith('::add-mask::'))
    expect(shown.filter((line) => line.includes('hunter22'))).toEqual(['the password is hunter22'])
    expect(result.stdout.indexOf('::add-mask::hunter22')).toBeLessThan(
      result.stdout.indexOf('the password is'),
    )
  })

  it('annotates a compiler error at its file, where there is no checkout to look in', async () => {
    const error = '[ERROR] src/main/java/Cart.java:[42,17] cannot find symbol\n'
    const run = await against(build().step('Compile', error, { ends: 'error' }).failsAfter('500ms'))
    const result = await run.main()
    expect(result.stdout).toMatch(/^::error file=src\/main\/java\/Cart.java,line=42,/m)
  })

  it('is red when its outputs can not be written, because others decide by them', async () => {
    const run = await against(build().succeedsAfter('500ms'))
    const result = await run.main({ env: { GITHUB_OUTPUT: '/no/such/folder/output' } })
    expect(result.exitCode).toBe(1)
    expect(result.stdout.match(/^::error::Output /gm)).toHaveLength(1)
  })

  it('leaves soon after the end of the build', async () => {
    const run = await against(short)
    const result = await run.main({ inputs: { 'poll-interval-seconds': '1' } })
    const ended = (run.at(/build$/) ?? 0) + 2_000
    expect(result.goneAt - ended).toBeLessThan(3_000)
  })
})
