import { ServiceClient } from '../../../../src/clouds/huawei/gateway/service-client.js'
import { ReleaseApi } from '../../../../src/clouds/huawei/servicestage/release-api.js'
import type { ActionError } from '../../../../src/core/errors.js'
import { answerWith, scripted } from '../../../http/answers.js'
import { PIPELINE_ID } from '../../../support/ids.js'

export const NEVER = new AbortController().signal

/** A call that the gateway doesn't publish. */
export const UNPUBLISHED = {
  status: 404,
  body: { error_code: 'APIGW.0101', error_msg: 'The API does not exist or has not been published' },
}

export interface Reply {
  readonly status: number
  readonly body: unknown
}

const isReply = (given: unknown): given is Reply =>
  typeof given === 'object' && given !== null && 'body' in given && 'status' in given

/** The calls of one release task over the real gateway, where each call answers or throws what the test says; else a 500. */
export function releaseCalls(answers: {
  readonly records?: unknown
  readonly list?: unknown
  readonly action?: unknown
}) {
  const transport = scripted(({ url }) => {
    const name = /pipelines\/[^/]+\/(records|action)$/.exec(url.pathname)?.[1] ?? 'list'
    const given = answers[name === 'records' || name === 'action' ? name : 'list']
    if (given instanceof Error) throw given
    const { status, body } = isReply(given) ? given : { status: 200, body: given }
    const text = typeof body === 'string' ? body : JSON.stringify(body ?? null)
    return answerWith(given === undefined ? 500 : status, [text], {
      'content-type': 'application/json',
    })
  })
  const lines: string[] = []
  const warnings: ActionError[] = []
  const debug = (line: string): void => void lines.push(line)
  const client = new ServiceClient({
    transport,
    base: new URL('https://servicestage.example.com'),
    now: Date.now,
    starred: (text) => text,
  })
  const service = { client, debug }
  const api = new ReleaseApi(service, service, { projectId: 'p1', pipelineId: PIPELINE_ID })
  return {
    api,
    debug,
    lines,
    warnings,
    warn: (warning: ActionError): void => void warnings.push(warning),
    calls: () => transport.sent.map(({ url }) => url.pathname.replace(/^.*\//, '')),
    sent: transport.sent,
  }
}
