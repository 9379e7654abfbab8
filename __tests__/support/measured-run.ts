import type { HttpAnswer, Transport } from '../../src/http/messages.js'
import type { Outcome } from '../../src/core/outcome.js'
import type { Plan } from '../../src/core/supervisor.js'
import type { Scenario } from '../simulator/index.js'
import { type CodeArtsOptions, codeArtsWorld, type WorldOptions } from '../world/index.js'

/** What a run cost, whatever machine it ran on. */
export interface Cost {
  /** All requests, from the start call to the report. */
  readonly requests: number
  /** Requests by call, e.g. `log`, `record-info`. */
  readonly calls: Readonly<Record<string, number>>
  /** Bytes of all answers' bodies. */
  readonly bytes: number
  /** The most bytes of the log that were handed on in one piece. */
  readonly largestPiece: number
  /** Bytes of the log that were printed. */
  readonly printed: number
  /** Milliseconds from the build's end until its record was seen ended. */
  readonly endSeenMs: number
  readonly outcome: Outcome
}

/** Runs a scenario on virtual time from the start call to the report of its steps, and counts. */
export async function measuredRun(
  scenario: Scenario,
  runsMs: number,
  options: CodeArtsOptions & WorldOptions = {},
  plan: Partial<Plan> = {},
): Promise<Cost> {
  let bytes = 0
  const wrap = (transport: Transport): Transport =>
    metered(transport, (length) => (bytes += length))
  const run = await codeArtsWorld(scenario, { ...options, wrap })
  try {
    const outcome = await run.supervise(plan)
    if (outcome.kind !== 'ended') throw new Error(`The run was ${outcome.kind}`)
    await run
      .backend()
      .report(outcome.run.ref, { failed: false, extras: false }, AbortSignal.timeout(5_000))
    const { requests, problems } = run.simulator
    if (problems.length > 0) throw new Error(JSON.stringify(problems))
    const startedAt = requests.find(({ family }) => family === 'start')?.at ?? NaN
    const endedAt = startedAt + runsMs
    const lookedAt = requests.find(
      ({ family, at }) => family === 'record-info' && at >= endedAt,
    )?.at
    const sizes = run.sink.pieces.map(({ text }) => Buffer.byteLength(text))
    const calls: Record<string, number> = {}
    for (const { family } of requests) calls[family] = (calls[family] ?? 0) + 1
    return {
      requests: requests.length,
      calls,
      bytes,
      largestPiece: sizes.reduce((most, size) => Math.max(most, size), 0),
      printed: sizes.reduce((sum, size) => sum + size, 0),
      endSeenMs: (lookedAt ?? NaN) - endedAt,
      outcome,
    }
  } finally {
    await run.close()
  }
}

/** Tells of each piece of a body as it is read. */
function metered(transport: Transport, count: (bytes: number) => void): Transport {
  return {
    send: async (request, signal) => {
      const answer = await transport.send(request, signal)
      return { ...answer, body: counted(answer, count) }
    },
    close: () => transport.close(),
  }
}

async function* counted(
  { body }: HttpAnswer,
  count: (bytes: number) => void,
): AsyncGenerator<Uint8Array, void, undefined> {
  for await (const chunk of body) {
    count(chunk.byteLength)
    yield chunk
  }
}
