import {
  type CodeArtsBackend,
  type CodeArtsBuildOptions,
  codeArtsBackend,
} from '../../../../src/clouds/huawei/codearts-build/backend.js'
import type { StartRequest } from '../../../../src/clouds/huawei/codearts-build/api/start-call.js'
import { ServiceClient } from '../../../../src/clouds/huawei/gateway/service-client.js'
import type { Transport } from '../../../../src/http/messages.js'
import type { ActionError } from '../../../../src/core/errors.js'
import { type ScriptedAnswer, ScriptedTransport } from './scripted-transport.js'
import { JOB_ID, COMMIT } from '../../../support/ids.js'

export { JOB_ID, COMMIT } from '../../../support/ids.js'

export const RUN = { jobId: JOB_ID, buildNumber: 7 }
export const NOW = Date.UTC(2026, 8, 10, 11, 0, 0)

export interface Bench {
  readonly backend: CodeArtsBackend
  readonly transport: ScriptedTransport
  readonly debugged: string[]
  readonly warnings: ActionError[]
}

/** A backend over scripted answers; the script gets `METHOD /path?query` and the number of the request. */
export function bench(
  script: (asked: string, call: number) => ScriptedAnswer,
  request: Partial<StartRequest> = {},
  options: Partial<CodeArtsBuildOptions> = {},
): Bench {
  const transport = new ScriptedTransport(({ method, url }, call) =>
    script(`${method} ${url.pathname}${url.search}`, call),
  )
  const debugged: string[] = []
  const warnings: ActionError[] = []
  const client = clientOver(transport)
  const backend = codeArtsBackend(
    {
      client,
      stopClient: client,
      region: 'cn-north-4',
      now: () => NOW,
      debug: (line) => void debugged.push(line),
      warn: (warning) => void warnings.push(warning),
      ...options,
    },
    { jobId: JOB_ID, source: { kind: 'commit', commit: COMMIT }, parameters: [], ...request },
  )
  return { backend, transport, debugged, warnings }
}

export function clientOver(transport: Transport): ServiceClient {
  return new ServiceClient({
    transport,
    base: new URL('https://build.example.com'),
    now: () => NOW,
    starred: (text) => text,
  })
}

/** For calls that nothing drops. */
export function undropped(): AbortSignal {
  return new AbortController().signal
}
