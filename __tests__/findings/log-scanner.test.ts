import { describe, expect, it } from '@jest/globals'
import { budget } from '../support/budget.js'
import fc from '../support/fast-check.js'
import { scanned } from './project.js'
import { cpuMs } from '../support/cpu-time.js'

const STAMP = '[2026/09/10 19:09:19.922 GMT+08:00] '
const numbered = (count: number, text = 'line') =>
  Array.from({ length: count }, (_, index) => `${text} ${index + 1}`)

describe('LogScanner', () => {
  it("keeps the last 40 lines of each step, and gives the failed step's", async () => {
    const log = [
      `${STAMP}[INFO] [Compile:maven] : begin`,
      ...numbered(100, `${STAMP}compiling`),
      `${STAMP}[INFO] [Clean up:shell] : begin`,
      ...numbered(3, 'cleaning'),
    ].join('\n')
    for (const pieceBytes of [10, 1_000_000]) {
      const scanner = await scanned(log, pieceBytes)
      expect(scanner.tail('Compile')).toEqual(numbered(100, 'compiling').slice(-40))
      expect(scanner.tail('Clean up').at(-1)).toBe('cleaning 3')
      expect(scanner.tail('Unknown').at(-1)).toBe('cleaning 3')
    }
  })

  it('gives the same last lines however the log is cut', async () => {
    const line = fc.oneof(
      fc.string({ unit: fc.constantFrom('a', 'é', ' ', '\u001b[31m', '\r'), maxLength: 20 }),
      fc.constantFrom(
        `${STAMP}x`,
        `${STAMP}[INFO] [A:p] : begin`,
        '[INFO] [B:p] : begin',
        'y'.repeat(5_000),
      ),
    )
    await fc.assert(
      fc.asyncProperty(fc.array(line, { maxLength: 150 }), async (lines) => {
        const log = lines.map((each) => `${each}\n`).join('')
        const [whole, pieces] = [await scanned(log, 1_000_000), await scanned(log, 100)]
        for (const step of ['A', 'B', undefined])
          expect(pieces.tail(step)).toEqual(whole.tail(step))
        const known = log.includes('begin') || whole.tail().length === lines.slice(-40).length
        expect(known).toBe(true)
      }),
      budget(100),
    )
  })

  it('gives the last lines of a log without marks, its unfinished line too', async () => {
    const scanner = await scanned([...numbered(60), 'unfinished'].join('\n'))
    expect(scanner.tail('Compile')).toEqual([...numbered(60).slice(-39), 'unfinished'])
  })

  it('shortens endless lines and goes on behind them', async () => {
    const scanner = await scanned(`${'x'.repeat(300_000)}\nsrc/a.c:3:1: error: bad\n`, 50_000)
    expect(scanner.tail()).toEqual(['x'.repeat(2_000), 'src/a.c:3:1: error: bad'])
    expect(scanner.findings()).toHaveLength(1)
  })

  it('puts errors before warnings, says each once and counts all', async () => {
    const warnings = Array.from({ length: 700 }, (_, line) => `src/a.c:${line + 1}:1: warning: w`)
    const error = 'src/a.c:9:1: error: bad'
    const scanner = await scanned([...warnings, error, error].join('\n'))
    expect(scanner.findings()[0]).toMatchObject({ severity: 'error', message: 'bad' })
    expect(scanner.findings()).toHaveLength(501)
    expect([scanner.overflow('error'), scanner.overflow('warning')]).toEqual([0, 200])
  })

  it('finds an error behind a flood of warnings in moments', async () => {
    const warnings = Array.from({ length: 100_000 }, (_, line) => `src/a.c:${line}:1: warning: w`)
    const log = Buffer.from([...warnings, 'src/a.c:9:1: error: bad', ''].join('\n'))
    const begun = cpuMs()
    const scanner = await scanned(log, 256 * 1024)
    expect(cpuMs() - begun).toBeLessThan(2_000)
    expect(scanner.findings()[0]).toMatchObject({ severity: 'error', message: 'bad' })
  })

  it('never fails, and takes no long time over any line', async () => {
    const odd = fc.constantFrom(':', '(', ')', '1', 'error', ' ', '.c', '/', '[', '\\', '\t', '"')
    const line = fc.oneof(
      fc.string(),
      fc.array(odd, { maxLength: 300 }).map((list) => list.join('')),
    )
    await fc.assert(
      fc.asyncProperty(fc.array(line), async (lines) => {
        const begun = cpuMs()
        await scanned(lines.join('\n'), 64)
        expect(cpuMs() - begun).toBeLessThan(1_000)
      }),
    )
  })
})
