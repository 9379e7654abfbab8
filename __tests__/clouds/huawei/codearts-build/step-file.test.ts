import { describe, expect, it } from '@jest/globals'
import { LogCalls } from '../../../../src/clouds/huawei/codearts-build/log/log-calls.js'
import { StepFiles } from '../../../../src/clouds/huawei/codearts-build/log/step-file.js'
import { ApiVersions } from '../../../../src/clouds/huawei/gateway/api-versions.js'
import { clientOver, undropped } from './backend-bench.js'
import { NOT_PUBLISHED, type ScriptedAnswer, ScriptedTransport } from './scripted-transport.js'

const log = (body: string): ScriptedAnswer => ({
  body,
  headers: { 'content-type': 'application/octet-stream', 'content-length': String(body.length) },
})
const MISSING: ScriptedAnswer = {
  status: 422,
  body: { error_code: 'CB.00031006', error_msg: 'no' },
}

/** Answers by the name that is asked for. */
function files(script: (taskName: string) => ScriptedAnswer) {
  const debugged: string[] = []
  const transport = new ScriptedTransport(({ url }) =>
    script(url.searchParams.get('task_name') ?? ''),
  )
  const calls = new LogCalls(clientOver(transport), new ApiVersions(() => undefined), 'INFO')
  const found = new StepFiles(calls, (line) => void debugged.push(line))
  const open = async (index: number, name?: string): Promise<string | undefined> => {
    const file = await found.open('record', index, name, undropped())
    if (file === undefined) return undefined
    const chunks: Uint8Array[] = []
    for await (const chunk of file.bytes) chunks.push(chunk)
    return Buffer.concat(chunks).toString()
  }
  const asked = (): readonly (string | null)[] =>
    transport.requests.map(({ url }) => url.searchParams.get('task_name'))
  return { open, asked, debugged, found }
}

describe("A step's file", () => {
  it('is asked for by its ordinal, and from the first content on in no other way', async () => {
    const { open, asked, debugged, found } = files((name) => log(name))
    expect([await open(0, 'Maven'), await open(4, 'Test')]).toEqual(['stage1', 'stage5'])
    expect(asked()).toEqual(['stage1', 'stage5'])
    expect(debugged).toEqual(['task-log: steps are named by ordinal'])
    expect(found.byOrdinal).toBe(true)
  })

  it.each<readonly [what: string, other: ScriptedAnswer]>([
    ['is not there', MISSING],
    ['is refused', { status: 400, body: { error_code: 'X', error_msg: 'no' } }],
    ['is empty', log('')],
  ])('is asked for by its name where the one by ordinal %s', async (_what, other) => {
    const { open, asked, found } = files((name) => (name === 'Maven' ? log('text') : other))
    expect(await open(0, 'Maven')).toBe('text')
    expect(found.byOrdinal).toBe(false)
    expect(await open(1, undefined)).toBeUndefined()
    expect(await open(1, '')).toBeUndefined()
    expect(asked()).toEqual(['stage1', 'Maven'])
  })

  it('may be empty once the way is known', async () => {
    const { open } = files((name) => log(name === 'stage1' ? 'text' : ''))
    expect([await open(0, 'A'), await open(1, 'B')]).toEqual(['text', ''])
  })

  it('without content teaches nothing', async () => {
    const { open, debugged } = files(() => ({
      body: '',
      headers: { 'content-type': 'application/octet-stream' },
    }))
    expect(await open(0, 'A')).toBe('')
    expect(debugged).toEqual([])
  })

  it('is nowhere where neither name has one', async () => {
    expect(await files(() => MISSING).open(0, 'Maven')).toBeUndefined()
  })

  it.each<readonly [what: string, answer: ScriptedAnswer, code: string]>([
    ['the call is not published', NOT_PUBLISHED, 'not-offered'],
    ['the service is in trouble', { status: 503, body: '' }, 'service-error'],
    [
      'somebody redirects',
      { status: 302, headers: { location: 'https://example.com' }, body: '' },
      'refused',
    ],
  ])('is not taken for missing where %s', async (_what, answer, code) => {
    await expect(files(() => answer).open(0, 'Maven')).rejects.toMatchObject({ code })
  })
})
