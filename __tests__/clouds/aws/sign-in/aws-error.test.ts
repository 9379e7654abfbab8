import { describe, expect, it } from '@jest/globals'
import {
  element,
  readAwsError,
  readXmlError,
  quotableMessage,
} from '../../../../src/clouds/aws/sign-in/aws-error.js'

type Headers = Readonly<Record<string, string>>

describe('A refusal of a JSON service', () => {
  it.each<[string, Headers, string, object]>([
    [
      'in its type',
      {},
      '{"__type":"ThrottlingException","message":"slow"}',
      { code: 'ThrottlingException', message: 'slow' },
    ],
    [
      'after a namespace',
      {},
      '{"__type":"com.amazonaws.codebuild#InvalidInputException"}',
      { code: 'InvalidInputException' },
    ],
    [
      'as a code',
      {},
      '{"code":"AccessDenied","Message":"no"}',
      { code: 'AccessDenied', message: 'no' },
    ],
    [
      'in a header, before an address',
      { 'x-amzn-errortype': 'SlowDown:http://internal.amazon.com/coral/' },
      '{"message":"m"}',
      { code: 'SlowDown', message: 'm' },
    ],
    [
      'in the body before the header',
      { 'x-amzn-errortype': 'Other' },
      '{"__type":"One"}',
      { code: 'One' },
    ],
    ['deep in an error', {}, '{"error":{"message":"deep"}}', { message: 'deep' }],
    ['nowhere', {}, '<html>', {}],
    ['in no list', {}, '["__type"]', {}],
    [
      'as something else than text',
      { 'x-amzn-errortype': '' },
      '{"__type":7,"message":{"a":1}}',
      {},
    ],
    ['as text that is no code', {}, '{"__type":"two words","message":""}', {}],
  ])('says %s what it is', (_where, headers, text, expected) => {
    expect(readAwsError(headers, text)).toEqual(expected)
  })
})

describe('A refusal in XML', () => {
  it('has code and message, with its entities read', () => {
    const text =
      '<Error><Code>A.B</Code><Message> a &lt; b &amp;&quot;&apos;&gt; &nbsp; </Message></Error>'
    expect(readXmlError(text)).toEqual({ code: 'A.B', message: `a < b &"'> &nbsp;` })
  })

  it.each(['', '<Code></Code>', '<Code> </Code>', '<Code><b>x</b></Code>', '{"Code":"x"}'])(
    'has none in %j',
    (text) => {
      expect(readXmlError(text)).toEqual({})
      expect(element(text, 'Code')).toBeUndefined()
    },
  )
})

describe('Words of AWS in a message', () => {
  it('end before the request that they quote, token and all', () => {
    const said =
      "The signature does not match. The Canonical String for this request should have been 'POST"
    expect(quotableMessage(`${said}\nx-amz-security-token:TOKEN'`)).toBe(
      'The signature does not match. …',
    )
    expect(quotableMessage('No. The String-to-Sign should have been X')).toBe('No. …')
  })

  it.each([
    ['anything as long as a token', `before ${'Ab9+/'.repeat(20)} after`, 'before *** after'],
    ['a signature', `before ${'9f'.repeat(32)} after`, 'before *** after'],
    ['line breaks and what is unseen', 'a\r\n::error::b\u200b\u2028c', 'a ::error::b c'],
  ])('hold not %s', (_what, message, expected) => {
    expect(quotableMessage(message)).toBe(expected)
  })

  it('keep what is shorter, and end somewhere', () => {
    expect(quotableMessage(`id ${'a1'.repeat(20)}`)).toBe(`id ${'a1'.repeat(20)}`)
    expect(quotableMessage('word '.repeat(1_000))).toHaveLength(600)
  })
})
