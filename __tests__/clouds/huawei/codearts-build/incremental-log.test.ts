import { describe, expect, it } from '@jest/globals'
import { budget } from '../../../support/budget.js'
import fc from '../../../support/fast-check.js'
import {
  followPages,
  placeOf,
} from '../../../../src/clouds/huawei/codearts-build/log/incremental-log.js'
import type { LogPage } from '../../../../src/clouds/huawei/codearts-build/wire/log-page.js'
import type { ActionError } from '../../../../src/core/errors.js'
import type { LogCursor } from '../../../../src/core/run.js'
import { undropped } from './backend-bench.js'

type Trouble = 'none' | 'repeated' | 'skipped' | 'stuck' | 'empty' | 'fails'

/** A log that grows, served in pages of any size (cut inside characters too), with trouble by the page. */
class PagedLog {
  readonly gaps: ActionError[] = []
  readonly asked: number[] = []
  readable = 0
  readonly #text: string
  readonly #size: number
  readonly #troubles: Trouble[]

  constructor(text: string, size: number, troubles: readonly Trouble[] = []) {
    this.#text = text
    this.#size = size
    this.#troubles = [...troubles]
  }

  readonly ask = (at: number): Promise<LogPage> => {
    this.asked.push(at)
    const trouble = this.#troubles.shift() ?? 'none'
    if (trouble === 'fails') return Promise.reject(new Error('reset'))
    if (trouble === 'repeated') return this.#page(Math.max(0, at - this.#size))
    if (trouble === 'skipped') return this.#page(Math.min(this.readable, at + this.#size))
    const page = this.#page(at)
    if (trouble === 'stuck') return page.then((whole) => ({ ...whole, next: at }))
    if (trouble === 'empty') return page.then((whole) => ({ ...whole, text: '', next: at }))
    return page
  }

  async read(cursor: LogCursor | undefined): Promise<[Buffer, LogCursor | undefined]> {
    const parts: Uint8Array[] = []
    let last = cursor
    try {
      for await (const chunk of followPages(this.ask, placeOf('v3', cursor), undropped())) {
        if (chunk.gap !== undefined) this.gaps.push(chunk.gap)
        parts.push(Buffer.from(chunk.bytes))
        // What goes through a state file must come back the same.
        last = JSON.parse(JSON.stringify(chunk.cursor)) as LogCursor
      }
    } catch {
      // The reader comes again with its last cursor.
    }
    return [Buffer.concat(parts), last]
  }

  #page(from: number): Promise<LogPage> {
    const end = Math.min(this.readable, from + this.#size)
    const text = this.#text.slice(from, end)
    return Promise.resolve({
      text,
      from,
      next: end,
      more: end < this.readable,
    })
  }
}

const TROUBLES: readonly Trouble[] = ['none', 'repeated', 'skipped', 'stuck', 'empty', 'fails']

describe('followPages', () => {
  it('gives every byte once and in order, however pages are cut and troubled', async () => {
    const piece = fc.constantFrom('a', 'line\n', '\r', '日志', '🚀', 'é', ' ')
    await fc.assert(
      fc.asyncProperty(
        fc.array(piece, { maxLength: 60 }),
        fc.integer({ min: 1, max: 40 }),
        fc.array(fc.constantFrom(...TROUBLES), { maxLength: 20 }),
        fc.array(fc.double({ min: 0, max: 1, noNaN: true }), { maxLength: 5 }),
        async (pieces, size, troubles, shares) => {
          const text = pieces.join('')
          const spaced = troubles.flatMap((trouble): Trouble[] => [trouble, 'none'])
          const log = new PagedLog(text, size, spaced)
          const printed: Buffer[] = []
          let cursor: LogCursor | undefined
          for (const share of [...shares.sort(), ...Array<number>(45).fill(1)]) {
            log.readable = Math.floor(text.length * share)
            const [bytes, next] = await log.read(cursor)
            printed.push(bytes)
            cursor = next
          }
          expect(Buffer.concat(printed).toString()).toBe(Buffer.from(text).toString())
          expect(log.gaps).toEqual([])
        },
      ),
      budget(300),
    )
  })

  it('joins a surrogate pair that two pages split, across two passes', async () => {
    const log = new PagedLog('a🚀b', 2)
    log.readable = 2
    const [first, cursor] = await log.read(undefined)
    log.readable = 4
    const [second] = await log.read(cursor)
    expect([first.toString(), second.toString()]).toEqual(['a', '🚀b'])
  })

  it('asks for the next page before the one at hand is printed', async () => {
    const log = new PagedLog('aabb', 2)
    log.readable = 4
    const pages = followPages(log.ask, placeOf('v3', undefined), undropped())
    await pages.next()
    expect(log.asked).toEqual([0, 2])
    await pages.return()
  })

  it('drops the page read ahead when the reader leaves', async () => {
    let dropped: AbortSignal | undefined
    const log = new PagedLog('aabb', 2)
    log.readable = 4
    const ask = (offset: number, signal: AbortSignal) => {
      dropped = signal
      return log.ask(offset)
    }
    const pages = followPages(ask, placeOf('v3', undefined), undropped())
    await pages.next()
    await pages.return()
    expect(dropped?.aborted).toBe(true)
  })

  it('does not spin on an offset that stands still while more is promised', async () => {
    let asked = 0
    const ask = () => {
      asked += 1
      return Promise.resolve({ text: 'same', from: 0, next: 0, more: true })
    }
    const texts: string[] = []
    for await (const { bytes } of followPages(ask, placeOf('v3', undefined), undropped())) {
      texts.push(Buffer.from(bytes).toString())
    }
    expect(texts.join('')).toBe('same')
    expect(asked).toBe(2)
  })

  it('accepts a hole after asking again three times, and says after which line', async () => {
    const gaps: ActionError[] = []
    let asked = 0
    const ask = (offset: number) => {
      asked += 1
      if (offset === 0) return Promise.resolve({ text: 'a\nb\n', from: 0, next: 4, more: true })
      return Promise.resolve({ text: 'z\n', from: 9, next: 11, more: false })
    }
    const texts: string[] = []
    for await (const { bytes, gap } of followPages(ask, placeOf('v3', undefined), undropped())) {
      texts.push(Buffer.from(bytes).toString())
      if (gap !== undefined) gaps.push(gap)
    }
    expect(texts.join('')).toBe('a\nb\nz\n')
    expect(asked).toBe(1 + 1 + 3)
    expect(gaps.map(({ message }) => message)).toEqual([expect.stringMatching(/after line 2/)])
  })

  it('never prints a page from before the place it asked for', async () => {
    const ask = () => Promise.resolve({ text: 'old', from: 0, next: 3, more: false })
    const place = placeOf('v3', { way: 'v3', offset: 3, seen: 0, held: '', lines: 0 })
    await expect(followPages(ask, place, undropped()).next()).rejects.toMatchObject({
      code: 'bad-answer',
      transient: true,
    })
  })
})
