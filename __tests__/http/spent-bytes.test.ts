import { describe, expect, it } from '@jest/globals'
import { markAsUntransferable } from 'node:worker_threads'
import { release } from '../../src/http/spent-bytes.js'

const LARGE = 64 * 1024

describe('release', () => {
  it('gives memory back at once, without a garbage collection', () => {
    const before = process.memoryUsage().arrayBuffers
    for (let count = 0; count < 2_000; count += 1) release(Buffer.allocUnsafeSlow(LARGE))
    // 131 MB came and went.
    expect(process.memoryUsage().arrayBuffers - before).toBeLessThan(LARGE * 100)
  })

  it('empties what it releases', () => {
    const bytes = Buffer.alloc(LARGE, 'x')
    release(bytes)
    expect(bytes).toHaveLength(0)
  })

  it.each<[string, () => { readonly given: Uint8Array; readonly neighbour: Uint8Array }]>([
    [
      'a part of a larger piece',
      () => {
        const neighbour = Buffer.alloc(2 * LARGE, 'x')
        return { given: neighbour.subarray(0, LARGE), neighbour }
      },
    ],
    [
      "bytes of node's pool",
      () => ({ given: Buffer.from('x'.repeat(100)), neighbour: Buffer.from('y') }),
    ],
    [
      'memory shared with another thread',
      () => {
        const given = new Uint8Array(new SharedArrayBuffer(LARGE)).fill(1)
        return { given, neighbour: given }
      },
    ],
    [
      'memory that its owner keeps',
      () => {
        const given = Buffer.alloc(LARGE, 'x')
        markAsUntransferable(given.buffer)
        return { given, neighbour: given }
      },
    ],
  ])('leaves %s alone', (_name, make) => {
    const { given, neighbour } = make()
    const [before, beside] = [Buffer.from(given), Buffer.from(neighbour)]
    expect(() => release(given)).not.toThrow()
    expect(Buffer.from(given)).toEqual(before)
    expect(Buffer.from(neighbour)).toEqual(beside)
  })
})
