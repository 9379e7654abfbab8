/**
 * One call of a service in a process of its own, whose memory is this call's alone: `page` and `json` of CodeArts Build,
 * `aws` of AWS. Prints the error's code and the most memory, in bytes, that the process came to hold meanwhile.
 */
import { AwsJsonClient } from '../../src/clouds/aws/protocol/index.js'
import { CODEBUILD } from '../../src/clouds/aws/protocol/aws-service.js'
import { ServiceClient } from '../../src/clouds/huawei/gateway/index.js'
import { PageReader } from '../../src/clouds/huawei/gateway/page-reader.js'
import { ActionError } from '../../src/core/errors.js'
import { LOG_PAGE_MAX_BYTES } from '../../src/http/index.js'
import { createTransport } from '../../src/http/transport.js'

const [, , way = '', address = ''] = process.argv
const transport = createTransport({ userAgent: 'test/1', keepAlive: false })
const base = new URL(address)
const now = (): number => Date.now()
const starred = (text: string): string => text
const never = new AbortController().signal
const huawei = new ServiceClient({ transport, base, now, starred })
const get = { method: 'GET', path: ['x'] } as const
const WAYS: Readonly<Record<string, () => Promise<unknown>>> = {
  page: () => huawei.page(get, 'log', new PageReader(), never),
  json: () => huawei.json(get, never),
  aws: () =>
    new AwsJsonClient({ transport, base, service: CODEBUILD, now, starred }).call(
      { operation: 'GetLogEvents', body: {}, reads: true, mostBytes: LOG_PAGE_MAX_BYTES },
      never,
    ),
}

const mostBytes = (): number => process.resourceUsage().maxRSS * 1_024
const before = mostBytes()
let code = 'none'
try {
  await WAYS[way]?.()
} catch (error) {
  code = error instanceof ActionError ? error.code : String(error)
} finally {
  transport.close()
}
console.log(JSON.stringify({ code, bytes: mostBytes() - before }))
