import { Readable } from 'node:stream'
import { type HttpAnswer, readStart, type Transport } from '../../../http/index.js'
import { type AwsError, readAwsError } from './aws-error.js'

/** The keys are refused: new ones may help (AWS General Reference, "Common errors"). */
const KEYS = new Set([
  'ExpiredToken',
  'ExpiredTokenException',
  'UnrecognizedClientException',
  'InvalidClientTokenId',
  'InvalidAccessKeyId',
  'IncompleteSignature',
  'IncompleteSignatureException',
  'MissingAuthenticationToken',
  'MissingAuthenticationTokenException',
])

/** The signature or its time is refused: a corrected clock may help. */
const SIGNATURES = new Set([
  'InvalidSignatureException',
  'SignatureDoesNotMatch',
  'RequestExpired',
  'RequestExpiredException',
  'RequestTimeTooSkewed',
  'RequestInTheFuture',
])

/** Which part of the credentials a refusal is about; undefined for every other refusal. */
export function refusedPart(code: string | undefined): 'keys' | 'signature' | undefined {
  if (code === undefined) return undefined
  if (KEYS.has(code)) return 'keys'
  return SIGNATURES.has(code) ? 'signature' : undefined
}

const REFUSAL_MAX_BYTES = 64 * 1024

/**
 * AWS refuses credentials with HTTP 400 or 403, as it refuses much else. This makes a 401 of such an answer, so that
 * `authorizedTransport` renews or corrects. Its body holds the code and message, wherever the answer had them.
 */
export function asUnauthorized(transport: Transport): Transport {
  return {
    send: async (request, signal) => {
      const answer = await transport.send(request, signal)
      if (answer.status !== 400 && answer.status !== 403) return answer
      const text = await readStart(answer, REFUSAL_MAX_BYTES)
      signal.throwIfAborted()
      const error = readAwsError(answer.headers, text)
      return refusedPart(error.code) === undefined
        ? withText(answer, text)
        : { ...withText(answer, asBody(error)), status: 401 }
    },
    close: () => transport.close(),
  }
}

function asBody({ code, message }: AwsError): string {
  return JSON.stringify({ __type: code, message })
}

function withText(answer: HttpAnswer, text: string): HttpAnswer {
  return { ...answer, body: Readable.from([Buffer.from(text)]), discard: () => Promise.resolve() }
}
