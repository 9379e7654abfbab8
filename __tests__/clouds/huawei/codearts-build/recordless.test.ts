import { describe, expect, it } from '@jest/globals'
import { startPreview } from '../../../../src/clouds/huawei/codearts-build/start-preview.js'
import { checkTask } from '../../../../src/clouds/huawei/codearts-build/task-check.js'
import { bench, clientOver, COMMIT, JOB_ID, NOW, RUN, undropped } from './backend-bench.js'
import { NOT_PUBLISHED, type ScriptedAnswer, ScriptedTransport } from './scripted-transport.js'

type Part = 'record-info' | 'history' | 'status'

/** A service without record-info, unless it answers for it. */
function service(answers: Partial<Record<Part, () => ScriptedAnswer>>) {
  const time = { ms: NOW }
  const part = (asked: string): Part =>
    asked.includes('record-info') ? 'record-info' : asked.includes('/status') ? 'status' : 'history'
  const { backend } = bench(
    (asked) => answers[part(asked)]?.() ?? NOT_PUBLISHED,
    {},
    { now: () => time.ms },
  )
  return { look: () => backend.snapshot(RUN, undropped()), time }
}

const running = (is: boolean): ScriptedAnswer => ({ body: { result: is } })

describe('A build without record-info and history', () => {
  it('runs while the task does', async () => {
    const { look } = service({ status: () => running(true) })
    expect(await look()).toEqual({ phase: 'running', facts: { word: '' } })
  })

  it('is in no known state right after the start, for as long as nothing ran', async () => {
    const { look, time } = service({ status: () => running(false) })
    await expect(look()).rejects.toMatchObject({
      code: 'not-offered',
      transient: true,
      final: false,
    })
    time.ms += 30 * 60_000
    await expect(look()).rejects.toMatchObject({ transient: true, final: false })
  })

  it('is given up two minutes after the task was seen to run no more, and not before', async () => {
    let is = true
    const { look, time } = service({ status: () => running(is) })
    await look()
    is = false
    for (const after of [10_000, 60_000, 59_000]) {
      await expect(look()).rejects.toMatchObject({ transient: true, final: false })
      time.ms += after
    }
    time.ms += 1_000
    await expect(look()).rejects.toMatchObject({
      transient: false,
      final: true,
      message: expect.stringContaining('Nothing of the task runs any more'),
    })
    is = true
    expect(await look()).toMatchObject({ phase: 'running' })
  })

  it('is in no known state where nothing is published', async () => {
    await expect(service({}).look()).rejects.toMatchObject({ code: 'not-offered', transient: true })
  })

  it('is in trouble where the service is', async () => {
    const trouble: ScriptedAnswer = { status: 503, body: '' }
    await expect(service({ history: () => trouble }).look()).rejects.toMatchObject({
      code: 'service-error',
    })
    await expect(service({ status: () => trouble }).look()).rejects.toMatchObject({
      code: 'service-error',
    })
  })

  it('is not there yet where the history has it not', async () => {
    const empty: ScriptedAnswer = { body: { total: 0, history_records: [] } }
    const { look } = service({ history: () => empty, status: () => running(false) })
    await expect(look()).rejects.toMatchObject({
      code: 'not-found',
      transient: true,
      message: expect.stringContaining('has no build #7'),
    })
  })
})

describe('A task before its start', () => {
  const check = (script: (asked: string) => ScriptedAnswer) => {
    const transport = new ScriptedTransport(({ url }) => script(url.pathname))
    return checkTask({ client: clientOver(transport), debug: () => undefined }, JOB_ID, undropped())
  }

  it('is at least there where only its status is published', async () => {
    expect(
      await check((asked) => (asked.endsWith('/status') ? running(false) : NOT_PUBLISHED)),
    ).toEqual({
      jobId: JOB_ID,
      name: '',
    })
  })

  it('is disabled where the check says so, with the name it tells', async () => {
    const told = (result: object) => (asked: string) =>
      asked.endsWith('/check/disable') ? { body: { result } } : NOT_PUBLISHED
    expect(await check(told({ disabled: 1, job_name: 'demo' }))).toEqual({
      jobId: JOB_ID,
      name: 'demo',
      disabled: true,
    })
    expect(await check(told({}))).toEqual({ jobId: JOB_ID, name: '', disabled: false })
  })
})

describe('The preview of a start', () => {
  it('is the call and the lines of its body', () => {
    const source = { kind: 'commit', commit: COMMIT } as const
    const parameters = [{ name: 'MODE', value: 'a', secret: false }]
    const { call, body } = startPreview(new URL('https://build.example.com/base/'), {
      jobId: JOB_ID,
      source,
      parameters,
    })
    expect(call).toBe('POST https://build.example.com/base/v3/jobs/build')
    expect(JSON.parse(body.join('\n'))).toEqual({
      job_id: JOB_ID,
      parameter: [{ name: 'MODE', value: 'a' }],
      scm: { build_type: 'commitId', build_commit_id: COMMIT },
    })
  })
})
