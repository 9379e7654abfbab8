import { describe, expect, it } from '@jest/globals'
import { COMMIT, JOB, problemOf, read } from './workflow.js'

describe('readInputs', () => {
  it('applies the defaults that a runner left out', () => {
    const { config, problems } = read()
    expect(problems).toEqual([])
    expect(config).toMatchObject({
      task: { by: 'id', jobId: JOB },
      source: { kind: 'commit', commit: COMMIT },
      parameters: [],
      run: {
        wait: true,
        timeoutMs: 14_400_000,
        pollIntervalMs: 3_000,
        stopOnCancel: true,
        stopOnTimeout: true,
      },
      dryRun: false,
      logLevel: 'INFO',
      log: { mode: 'stream', timestamps: true },
      report: { summary: true, annotations: true },
    })
  })

  it('is frozen in all its depth', () => {
    const { config } = read({ inputs: { parameters: 'A=1' } })
    expect(
      [config, config?.run, config?.parameters, config?.parameters[0]].every(Object.isFrozen),
    ).toBe(true)
  })

  it('tells every bad input at once, with its value', () => {
    const { problems, config } = read({
      inputs: { 'job-id': 'short', token: '', wait: 'yes', logs: 'all', commit: 'main' },
    })
    expect(config).toBeUndefined()
    expect(problems).toHaveLength(5)
    for (const named of ['"short"', 'No credentials', '"yes"', '"all"', '"main"']) {
      expect(problems.join('\n')).toContain(named)
    }
  })

  it('reads some groups only, and masks the secrets of all', () => {
    const inputs = { commit: 'main', 'secret-parameters': 'KEY=hidden' }
    const { config, problems, masks } = read({ inputs }, ['account', 'endpoint'])
    expect(problems).toEqual([])
    expect(Object.keys(config ?? {})).toEqual(['account', 'endpoint'])
    expect(masks).toEqual(expect.arrayContaining(['an-iam-token', 'hidden']))
  })

  it.each(['true', 'True', 'TRUE'])('takes %s for a boolean', (value) => {
    expect(read({ inputs: { 'dry-run': value } }).config?.dryRun).toBe(true)
  })

  it.each(['yes', 'on', '1', 'tRUE', 'y'])('refuses %s for a boolean', (value) => {
    expect(problemOf({ 'dry-run': value })).toMatch(
      /dry-run is ".*": it must be a YAML 1.2 boolean/,
    )
  })

  it.each([
    ['0.5', 30_000],
    ['.5', 30_000],
    ['0', undefined],
    ['120', 7_200_000],
  ])('takes %s for timeout-minutes', (value, timeoutMs) => {
    expect(read({ inputs: { 'timeout-minutes': value } }).config?.run.timeoutMs).toBe(timeoutMs)
  })

  it.each(['-1', '1e3', '0x10', 'Infinity', 'NaN', '1,5', '9'.repeat(400), '.'])(
    'refuses %s for timeout-minutes',
    (value) => {
      expect(problemOf({ 'timeout-minutes': value })).toContain('timeout-minutes')
    },
  )

  it('refuses a poll interval under 0.2 s', () => {
    expect(problemOf({ 'poll-interval-seconds': '0.1' })).toContain('at least 0.2')
    expect(read({ inputs: { 'poll-interval-seconds': '0.2' } }).config?.run.pollIntervalMs).toBe(
      200,
    )
  })

  it.each([
    [{ 'job-id': '' }, 'No build task'],
    [{ 'job-id': '', 'job-name': 'x' }, 'project-id is empty'],
    [{ 'job-id': '', 'project-id': 'p' }, 'job-name is empty'],
    [{ 'job-name': 'x', 'project-id': 'p' }, 'both given'],
    [{ 'job-id': `${JOB}/../x` }, '32 letters and digits'],
    [{ 'job-id': '', 'job-name': 'x', 'project-id': '../..' }, 'project-id is "../.."'],
  ])('refuses the task of %j', (inputs, said) => {
    expect(problemOf(inputs)).toContain(said)
  })

  it('takes endpoints as given, and the region from the environment', () => {
    const { config, problems } = read({
      inputs: { region: '', endpoint: 'http://127.0.0.1:1', 'sts-endpoint': 'https://s' },
      env: { HUAWEI_CLOUD_REGION: 'eu-west-101' },
    })
    expect(problems).toEqual([])
    expect(config?.endpoint.href).toBe('http://127.0.0.1:1/')
    expect(config?.account).toMatchObject({ region: 'eu-west-101' })
    expect(config?.account.sts?.href).toBe('https://s/')
    expect(config?.account.iam?.host).toBe('iam.eu-west-101.myhuaweicloud.eu')
  })

  it('tells a bad input that two groups read once', () => {
    expect(problemOf({ wait: 'yes', 'log-file': 'x' })).toContain('Input wait')
  })
})
