import { type Answer, Refusal } from '../exchange.js'
import { type Fault, fault } from '../faults.js'
import type { AwsSettings } from './options.js'

export const AWS_JSON = 'application/x-amz-json-1.1'

export function awsJson(value: unknown, status = 200): Answer {
  return { status, type: AWS_JSON, body: JSON.stringify(value) }
}

/** An error of a JSON service, with its code where this copy says it. */
export function awsError(
  code: string,
  message: string,
  errorTypeIn: AwsSettings['errorTypeIn'] = 'body',
  status = 400,
): Answer {
  if (errorTypeIn === 'header') {
    const headers = { 'x-amzn-ErrorType': `${code}:http://internal.amazon.com/coral/` }
    return { status, type: AWS_JSON, headers, body: JSON.stringify({ message }) }
  }
  const type = errorTypeIn === 'prefixed' ? `com.amazonaws.codebuild#${code}` : code
  return awsJson({ __type: type, message }, status)
}

/** A refusal that is the client's mistake. */
export function mistaken(code: string, what: string): Refusal {
  return new Refusal(awsError(code, what), { kind: 'request', what })
}

/** A refusal that no client is to blame for. */
export function refused(code: string, message: string): Refusal {
  return new Refusal(awsError(code, message))
}

function answering(code: string, message: string, status = 400): Fault {
  return { kind: 'answer', answer: awsError(code, message, 'body', status) }
}

/** The ways AWS goes wrong, by name; resets, stalls and bodies are those of every service. */
export const awsFault = {
  ...fault,
  throttled: (): Fault => answering('ThrottlingException', 'Rate exceeded'),
  throttledInHeader: (): Fault => ({
    kind: 'answer',
    answer: awsError('TooManyRequestsException', 'Rate exceeded', 'header'),
  }),
  throttled429: (): Fault => answering('SlowDown', 'Please reduce your request rate.', 429),
  internal: (): Fault => answering('InternalFailure', 'Internal error', 500),
  unavailable: (): Fault => answering('ServiceUnavailableException', 'Try again later', 503),
  accountLimit: (): Fault =>
    answering(
      'AccountLimitExceededException',
      'Cannot have more than 1 builds in queue for the account',
    ),
  expiredToken: (): Fault =>
    answering('ExpiredTokenException', 'The security token included in the request is expired'),
} as const
