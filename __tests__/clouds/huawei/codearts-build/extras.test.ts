import { describe, expect, it } from '@jest/globals'
import { medianOf, readExtras } from '../../../../src/clouds/huawei/codearts-build/extras.js'
import { ApiVersions } from '../../../../src/clouds/huawei/gateway/api-versions.js'
import { ServiceClient } from '../../../../src/clouds/huawei/gateway/service-client.js'
import type { HttpRequest, Transport } from '../../../../src/http/messages.js'
import { RUN, undropped } from './backend-bench.js'
import { NOT_PUBLISHED, type ScriptedAnswer, ScriptedTransport } from './scripted-transport.js'

const RECORD_ID = '2ab0e6a3-3e1a-4708-bb16-fff2b0999027'
const WISH = { failed: true, recordId: RECORD_ID }

const vertex = (id: string, status: string, start: string) => ({
  id,
  status,
  display_name: `job ${id}`,
  build_duration: 38_156,
  start_time: start,
  finish_time: '2020-12-30T17:33:27+08:00',
  build_no: '5',
})
const GRAPH = {
  vertices: [
    vertex('b', 'FAILURE', '2020-12-30T17:33:11+08:00'),
    vertex('a', 'SUCCESS', '2020-12-30T17:30:11+08:00'),
    { id: 'c', status: '', display_name: 'job c' },
  ],
  edges: [{ from: 'b', to: 'a' }],
}
const build = (number: number, seconds: number, result = 'SUCCESS') => ({
  build_number: number,
  result,
  start_time: '2026-11-01T10:00:00+08:00',
  end_time: new Date(Date.UTC(2026, 10, 1, 2) + seconds * 1_000).toISOString(),
})

/** Answers by the last segment of the path. */
const ANSWERS: Readonly<Record<string, ScriptedAnswer>> = {
  'flow-graph': { body: { success: true, result: GRAPH } },
  history: {
    body: {
      total: 4,
      history_records: [
        build(7, 999),
        build(6, 30),
        build(5, 10),
        build(4, 90),
        build(3, 1, 'FAILURE'),
        build(2, 2, 'ABORTED'),
        build(1, 0, 'RUNNING'),
      ],
    },
  },
  analysis: {
    body: {
      result: {
        error_nodes: [
          {
            step: 'Compile',
            error_info: { error_code: 'DEV.1', error_message: 'No file', faq: null },
          },
          { odd: 1 },
        ],
      },
      status: 'success',
    },
  },
}

function bench(answers: Readonly<Record<string, ScriptedAnswer>>, transport?: Transport) {
  const scripted = new ScriptedTransport(
    ({ url }: HttpRequest) => answers[url.pathname.split('/').at(-1) ?? ''] ?? NOT_PUBLISHED,
  )
  const debugged: string[] = []
  const now = () => Date.UTC(2026, 10, 22)
  const client = new ServiceClient({
    transport: transport ?? scripted,
    base: new URL('https://build.example.com'),
    now,
    starred: (text) => text,
  })
  const debug = (line: string) => void debugged.push(line)
  const parts = { client, versions: new ApiVersions(() => undefined), debug }
  return { parts, scripted, debugged }
}

describe('readExtras', () => {
  it('reads graph, recent builds and analysis side by side, and counts no stopped build as failed', async () => {
    const { parts, scripted } = bench(ANSWERS)
    const extras = await readExtras(parts, RUN, WISH, undropped())
    expect(extras.recent).toEqual({
      days: 30,
      succeeded: 4,
      total: 5,
      medianMs: 30_000,
      ownMs: 999_000,
    })
    expect(extras.causes).toEqual([{ step: 'Compile', message: 'No file', code: 'DEV.1' }])
    expect(extras.graph?.tasks.map(({ name, status }) => [name, status])).toEqual([
      ['job b', 'failed'],
      ['job a', 'succeeded'],
      ['job c', 'not-started'],
    ])
    expect(scripted.asked.filter((asked) => asked.includes('/history?'))).toHaveLength(1)
  })

  it('turns the edges where the times of the tasks contradict them', async () => {
    const { parts } = bench(ANSWERS)
    const { graph } = await readExtras(parts, RUN, WISH, undropped())
    expect(graph?.edges).toEqual([{ from: 'a', to: 'b' }])
  })

  it('asks v1 for the graph where v3 is gone, and shows none of a single task', async () => {
    const single = { vertices: [], edges: [] }
    const { parts, scripted } = bench({})
    await readExtras(parts, RUN, WISH, undropped())
    expect(scripted.asked).toContain(`GET /v1/record/${RECORD_ID}/flow-graph`)
    const other = bench({ 'flow-graph': { body: { result: single, status: 'success' } } })
    expect(await readExtras(other.parts, RUN, WISH, undropped())).toEqual({})
  })

  it('leaves out what is not offered or not readable, and says so in debug runs only', async () => {
    const { parts, debugged } = bench({})
    expect(await readExtras(parts, RUN, WISH, undropped())).toEqual({})
    expect(debugged).toHaveLength(3)
  })

  it('asks for no analysis of a good build, and for no graph without a record', async () => {
    const { parts, scripted } = bench(ANSWERS)
    await readExtras(parts, RUN, { failed: false }, undropped())
    expect(scripted.asked.filter((asked) => /analysis|flow-graph/.test(asked))).toEqual([])
  })

  it('waits a second at most, also for a service that never answers', async () => {
    const hanging: Transport = { send: () => new Promise(() => undefined), close: () => undefined }
    const { parts } = bench({}, hanging)
    // The limit's own timer does not keep the process alive, as the sockets of a real service do.
    const alive = setTimeout(() => undefined, 3_000)
    const begun = performance.now()
    expect(await readExtras(parts, RUN, WISH, undropped())).toEqual({})
    expect(performance.now() - begun).toBeLessThan(1_500)
    clearTimeout(alive)
  })
})

describe('medianOf', () => {
  it('is the middle value, or the mean of two', () => {
    expect([medianOf([]), medianOf([3]), medianOf([9, 1, 5]), medianOf([1, 4])]).toEqual([
      undefined,
      3,
      5,
      2.5,
    ])
  })
})
