import { describe, expect, it } from '@jest/globals'
import fc from '../../../support/fast-check.js'
import {
  LineMemory,
  PIECE_MAX_BYTES,
} from '../../../../src/clouds/huawei/codearts-build/log/line-memory.js'
import { wholeLines } from '../../../../src/clouds/huawei/codearts-build/log/whole-lines.js'
import { unprintedLines } from '../../../../src/clouds/huawei/codearts-build/log/whole-log.js'

function* cut(text: string, size: number): Generator<Buffer> {
  const bytes = Buffer.from(text)
  for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size)
}

async function* arriving(text: string, size: number): AsyncGenerator<Uint8Array, void> {
  await Promise.resolve()
  yield* cut(text, size)
}

async function restOf(
  whole: string,
  printed: string,
  { size = 64, from = 0, replaceable = false } = {},
): Promise<{ text: string; bytes: number }> {
  const memory = new LineMemory()
  for (const piece of cut(printed, size + 3)) memory.add(piece)
  const parts: Uint8Array[] = []
  let bytes = 0
  const file = { bytes: arriving(whole, size), discard: () => Promise.resolve() }
  const checklist = memory.checklist()
  const reading = { file, checklist, from, replaceable, moved: () => undefined }
  for await (const chunk of unprintedLines(reading)) {
    parts.push(chunk.bytes)
    bytes = Number(chunk.cursor['bytes'])
  }
  return { text: Buffer.concat(parts).toString(), bytes }
}

const LINE = fc.constantFrom('a\n', 'b\n', '\n', '日志\n', 'c\r\n', 'long long line\n')

describe('A whole log without printed lines', () => {
  it('is what stands behind them, however both were cut', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(LINE, { maxLength: 80 }),
        fc.nat(200),
        fc.integer({ min: 1, max: 50 }),
        async (lines, share, size) => {
          const bytes = Buffer.from(lines.join(''))
          const at = Math.min(share, bytes.length)
          const printed = bytes.subarray(0, at).toString('latin1')
          const whole = bytes.toString('latin1')
          const { text } = await restOf(whole, printed, { size })
          expect(text).toBe(whole.slice(at))
        },
      ),
    )
  })

  it('goes on where an earlier reading broke off', async () => {
    const whole = 'one\ntwo\nthree\nfour\n'
    expect((await restOf(whole, 'one\n', { from: 8 })).text).toBe('three\nfour\n')
    expect((await restOf(whole, '', { from: 10 })).text).toBe('ree\nfour\n')
  })

  it('prints a line that stands twice as often as it was not printed', async () => {
    expect((await restOf('x\nx\nx\ny\n', 'x\nx\n')).text).toBe('x\ny\n')
  })

  it('finds a line that is longer than a piece', async () => {
    const line = `${'x'.repeat(PIECE_MAX_BYTES * 2 + 5)}\n`
    expect((await restOf(`${line}new\n`, line, { size: 1_000 })).text).toBe('new\n')
  })

  it('is refused when it lacks what was printed and something else can stand in', async () => {
    await expect(restOf('other\n', 'mine\n', { replaceable: true })).rejects.toMatchObject({
      code: 'bad-answer',
    })
  })
})

describe('A file on its way through', () => {
  const CHUNK_BYTES = 64 * 1024
  const CHUNKS = 500

  let most = 0

  async function* large(): AsyncGenerator<Uint8Array, void> {
    most = 0
    for (let count = 0; count < CHUNKS; count += 1) {
      await Promise.resolve()
      most = Math.max(most, process.memoryUsage().arrayBuffers)
      yield Buffer.allocUnsafeSlow(CHUNK_BYTES).fill('a line of 20 bytes.\n')
    }
  }

  const unprinted = () =>
    unprintedLines({
      file: { bytes: large(), discard: () => Promise.resolve() },
      checklist: new LineMemory().checklist(),
      from: 0,
      replaceable: false,
      moved: () => undefined,
    })

  it.each([
    ["a step's file", () => wholeLines(large(), 0, true)],
    ['the whole log', unprinted],
  ])('is free again as soon as it was passed on: %s', async (_name, passing) => {
    const before = process.memoryUsage().arrayBuffers
    let passed = 0
    for await (const { bytes } of passing()) passed += bytes.length
    expect(passed).toBe(CHUNKS * CHUNK_BYTES)
    expect(most - before).toBeLessThan(CHUNK_BYTES * 100)
  })

  it("is free again where a step's file was printed before", async () => {
    const before = process.memoryUsage().arrayBuffers
    let passed = 0
    for await (const { bytes } of wholeLines(large(), CHUNKS * CHUNK_BYTES, true)) {
      passed += bytes.length
    }
    expect(passed).toBe(0)
    expect(most - before).toBeLessThan(CHUNK_BYTES * 100)
  })
})
