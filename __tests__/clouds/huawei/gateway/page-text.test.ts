import { describe, expect, it } from '@jest/globals'
import { budget } from '../../../support/budget.js'
import fc from '../../../support/fast-check.js'
import { textApart } from '../../../../src/clouds/huawei/gateway/page-text.js'

interface Apart {
  readonly answer: unknown
  readonly text: string
  readonly lines: number | undefined
}

function apart(body: string): Apart | undefined {
  const bytes = Buffer.from(body)
  const page = textApart(bytes, 'content', Buffer.alloc(bytes.length))
  return page?.text && { ...page, lines: page.lines, text: Buffer.from(page.text).toString() }
}

/** The text of a page by the language's own parser; undefined for what is no JSON. */
function parsedText(body: string): string | undefined {
  try {
    const page = JSON.parse(body) as { readonly result: { readonly content: string } }
    return page.result.content
  } catch {
    return undefined
  }
}

/** JSON can only escape it, and it may be the first half of a character whose second half comes with the next page. */
const LONE_SURROGATE = /[\uD800-\uDBFF](?![\uDC00-\uDFFF])/

function pageOf(content: string): string {
  return JSON.stringify({ result: { content, offset: '7', has_more_data: true }, error: null })
}

describe('The text of a page, set apart', () => {
  it('is the text that the JSON holds, whatever it is, or is not set apart at all', () => {
    const part = fc.constantFrom(
      'a',
      '"',
      '\\',
      '\n',
      '\u001b[0m',
      '日志',
      '🚀',
      '\ud83d',
      '/',
      '\\n',
    )
    fc.assert(
      fc.property(fc.array(part), (parts) => {
        const content = parts.join('')
        const page = apart(pageOf(content))
        expect(page?.text ?? content).toBe(content)
        expect(page?.lines ?? content.split('\n').length - 1).toBe(content.split('\n').length - 1)
        expect(page === undefined).toBe(LONE_SURROGATE.test(content))
      }),
    )
  })

  it('reads the digits of an escaped character as JSON does', () => {
    const digit = fc.constantFrom(...'0123456789abcdefABCDEFgG:@/`. '.split(''))
    fc.assert(
      fc.property(
        fc.array(digit, { minLength: 4, maxLength: 4 }),
        fc.boolean(),
        (digits, zeros) => {
          const escape = `\\u${zeros ? '00' : ''}${digits.join('')}`
          const body = `{"result":{"content":"a${escape}b"}}`
          const expected = parsedText(body)
          expect(apart(body)?.text ?? expected).toBe(expected)
        },
      ),
      budget(2_000),
    )
  })

  it('leaves all else of the answer readable', () => {
    expect(apart(pageOf('one\ntwo\n'))?.answer).toMatchObject({
      result: { offset: '7', has_more_data: true },
      error: null,
    })
  })

  it.each([
    ['a text cut off', pageOf('one\n').slice(0, 30)],
    ['no text', '{"result":{"offset":"7"}}'],
    ['a text that is null', '{"result":{"content":null}}'],
    ['an escape that JSON does not know', '{"result":{"content":"a\\x"}}'],
    ['an escaped character beyond ASCII', '{"result":{"content":"\\u65e5"}}'],
    ['another field of that name before it', '{"error":{"content":"x"},"result":{"content":""}}'],
    ['a second text of that name', '{"result":{"content":"x","content":""}}'],
    ['a name that only ends so', '{"result":{"a\\"content":"x","content":""}}'],
    ['text behind the end', `${pageOf('x')}}`],
    ['no JSON', 'content":"x"'],
  ])('is left in its place in an answer with %s', (_what, body) => {
    expect(apart(body)).toBeUndefined()
  })

  it('is left in its place in an answer that is no UTF-8', () => {
    const broken = Buffer.concat([Buffer.from(pageOf('x')), Buffer.from([0xff])])
    expect(textApart(broken, 'content', Buffer.alloc(broken.length))).toBeUndefined()
  })
})
