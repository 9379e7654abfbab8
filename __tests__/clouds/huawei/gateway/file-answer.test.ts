import { describe, expect, it } from '@jest/globals'
import { drop, readFileAnswer } from '../../../../src/clouds/huawei/gateway/file-answer.js'
import { ActionError } from '../../../../src/core/errors.js'
import type { HttpAnswer } from '../../../../src/http/messages.js'

interface Sent {
  readonly answer: HttpAnswer
  /** What became of the body: pieces that were read, and whether it was given up. */
  readonly read: { pieces: number; over: boolean; discarded: boolean }
}

function sent(pieces: readonly string[], headers: Readonly<Record<string, string>> = {}): Sent {
  const read = { pieces: 0, over: false, discarded: false }
  async function* body() {
    try {
      for (const piece of pieces) {
        await Promise.resolve()
        read.pieces += 1
        yield Buffer.from(piece)
      }
    } finally {
      read.over = true
    }
  }
  const discard = () => Promise.resolve(void (read.discarded = true))
  return { answer: { status: 200, headers, body: body(), discard }, read }
}

const refused = (text: string) => new ActionError('refused', text, { hint: '' })
const file = ({ answer }: Sent) => readFileAnswer('GET /log', answer, refused)

async function textOf(bytes: AsyncIterable<Uint8Array>): Promise<string> {
  const chunks: Uint8Array[] = []
  for await (const chunk of bytes) chunks.push(chunk)
  return Buffer.concat(chunks).toString()
}

const LONG = 'x'.repeat(40_000)

describe('A file in an answer', () => {
  it.each<readonly [type: string, pieces: readonly string[]]>([
    ['application/octet-stream', ['{"error_code":"x"}', 'log']],
    ['text/plain', ['some ', 'log']],
    ['', ['a log']],
    ['application/json', [`{"a":"${LONG}`, LONG, '"}']],
    ['text/plain', []],
  ])('of type %j has all its bytes', async (type, pieces) => {
    const { bytes } = await file(sent(pieces, { 'content-type': type }))
    expect(await textOf(bytes)).toBe(pieces.join(''))
  })

  it.each<readonly [headers: Readonly<Record<string, string>>, length: number | undefined]>([
    [{ 'content-length': '12' }, 12],
    [{ 'content-length': '12', 'content-encoding': 'gzip' }, undefined],
    [{ 'content-length': 'many' }, undefined],
    [{}, undefined],
  ])('with %j has the length %j', async (headers, length) => {
    expect((await file(sent(['x'], headers))).length).toBe(length)
  })

  it('is given up where nobody reads on', async () => {
    const { answer, read } = sent([LONG, LONG, LONG])
    await drop(await readFileAnswer('GET /log', answer, refused))
    expect(read).toMatchObject({ pieces: 2, over: true })
    const other = sent(['x'])
    await (await file(other)).discard()
    expect(other.read.discarded).toBe(true)
  })

  it('is dropped to its end where it is empty', async () => {
    const empty = sent(['', ''], { 'content-type': 'application/octet-stream' })
    await drop(await file(empty))
    expect(empty.read).toMatchObject({ pieces: 2, over: true })
  })
})

describe('No file', () => {
  it('is an error as JSON, whatever its type and status', async () => {
    const text = '{"error_code":"CB.1","error_msg":"no"}'
    for (const type of ['application/json', 'text/plain']) {
      await expect(file(sent([text], { 'content-type': type }))).rejects.toMatchObject({
        code: 'refused',
        message: text,
      })
    }
  })

  it('is JSON that tells nothing: the log may come', async () => {
    await expect(file(sent(['{}'], { 'content-type': 'application/json' }))).rejects.toMatchObject({
      code: 'not-found',
      transient: true,
    })
  })

  it.each([[['<html></html>']], [[LONG, LONG, LONG]]])(
    'is a page of a gateway, whose rest is given up',
    async (pieces) => {
      const page = sent(pieces, { 'content-type': 'text/html; charset=utf-8' })
      await expect(file(page)).rejects.toMatchObject({
        code: 'bad-answer',
        transient: true,
        delivery: 'unclear',
      })
      expect(page.read.over).toBe(true)
    },
  )
})
