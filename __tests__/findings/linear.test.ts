import { describe, expect, it } from '@jest/globals'
import { buildLogFormat } from '../../src/clouds/huawei/codearts-build/log-format.js'
import { exactJson } from '../../src/clouds/huawei/servicestage/wire/exact-json.js'
import { LogScanner } from '../../src/findings/log-scanner.js'
import { toolLines } from '../../src/findings/tool-line.js'
import { LineFeed } from '../../src/log/line-feed.js'
import { StepTails, withoutReturns } from '../../src/log/index.js'
import { cpuMs } from '../support/cpu-time.js'
import { secretsOf } from '../support/secrets.js'

/** Milliseconds of CPU that two works take, the least of several times, in turn. */
async function costs(works: readonly [() => unknown, () => unknown]): Promise<[number, number]> {
  const least: [number, number] = [Infinity, Infinity]
  for (let run = 0; run < 10; run += 1) {
    for (const index of [0, 1] as const) {
      const begun = cpuMs()
      await works[index]()
      least[index] = Math.min(least[index], cpuMs() - begun)
    }
  }
  return least
}

/** Sixty-four times as much: linear work costs 64, quadratic 4,096. */
async function expectLinear(work: (units: number) => unknown): Promise<void> {
  const [one, many] = await costs([() => work(8_000), () => work(512_000)])
  expect(many / one).toBeLessThan(600)
}

const MARK = '[INFO] [Build:shell] : '

describe('The work for one line grows no faster than the line', () => {
  it.each([
    ['marks', MARK],
    ['halves of marks', '[INFO] [x:'],
    ['ends of marks', '] :'],
    ['carriage returns', '\r'],
    ['terminal codes', '\u001b[31m'],
    ['halves of terminal codes', '\u001b]'],
  ])('of %s, in the last lines of a step', async (_what, unit) => {
    await expectLinear((units) => {
      const tails = new StepTails(buildLogFormat, secretsOf('a-secret'))
      tails.take(`${MARK}begin\n${unit.repeat(units / unit.length)}x\n`)
      return tails.of(undefined)
    })
  })

  it.each([
    ['blanks', (units: number) => `[ERROR]${' '.repeat(units)}x`],
    ['blanks at its end', (units: number) => `[ERROR] x${' '.repeat(units)}`],
    ['returns', (units: number) => `${'\r'.repeat(units)}x`],
    ['colons', (units: number) => `[ERROR]${': '.repeat(units / 2)}x`],
    ['brackets', (units: number) => `[ERROR] ${'['.repeat(units)}x`],
  ])('of %s, so that the same bytes in longer lines cost as much', async (_what, line) => {
    const read = async (units: number): Promise<void> => {
      const scanner = new LogScanner(buildLogFormat, secretsOf())
      const feed = new LineFeed([scanner])
      await feed.write(Buffer.from(`${line(units)}\n`.repeat(1_000_000 / units)))
      await feed.close()
    }
    // Quadratic work for a line would cost thirty times as much.
    const [short, long] = await costs([() => read(60), () => read(1_800)])
    expect(long / short).toBeLessThan(10)
  })

  it('of carriage returns before its end', async () => {
    await expectLinear((units) => withoutReturns(`${'\r'.repeat(units)}x`))
    expect(withoutReturns('a\rb\r\r')).toBe('a\rb')
    expect(toolLines('a\r\r', buildLogFormat)).toHaveLength(1)
  })
})

describe('Reading JSON whose long numbers stay whole', () => {
  it.each([
    ['quotes that are escaped', (units: number) => `"${'\\"'.repeat(units / 2)}`],
    ['a string without an end', (units: number) => `"${'\\"'.repeat(units / 2)}\\`],
    ['one number', (units: number) => `${'1'.repeat(units)}.0`],
    ['signs', (units: number) => '-'.repeat(units)],
  ])('is linear work for %s', async (_what, text) => {
    await expectLinear((units) => exactJson(text(units)))
  })

  it('keeps the digits of integers, and changes nothing else', () => {
    expect(exactJson('[12345678901234567890, -1234567890123456, "1234567890123456789"]')).toEqual([
      '12345678901234567890',
      '-1234567890123456',
      '1234567890123456789',
    ])
    expect(exactJson('{"a": 1234567890123456.5, "b": 1e300, "c": 12}')).toEqual({
      a: 1234567890123456.5,
      b: 1e300,
      c: 12,
    })
  })
})
