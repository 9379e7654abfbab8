import { describe, expect, it } from '@jest/globals'
import fc from '../../support/fast-check.js'
import { budget } from '../../support/budget.js'
import {
  consoleLines,
  inertLine,
  flattened,
  inertPhrase,
  mayChange,
  mayChangeInside,
} from '../../../src/github/runner/inert-text.js'
import { secretsOf } from '../../support/secrets.js'
import { runnerCommands } from './runner-commands.js'
import { cpuMs } from '../../support/cpu-time.js'

const BLANKS =
  '\t\v\f \x85\xa0\u1680\u2000\u200a\u2028\u2029\u202f\u205f\u3000\ufeff\u200b\u00ad\0\x1b'.split(
    '',
  )
const PIECES = [
  ...BLANKS,
  ':',
  '::',
  '##[',
  '#',
  '[',
  '\r',
  'a',
  'error::',
  '错',
  '😀',
  '\ud800',
  ']',
  '%',
]
const hostile = fc.array(fc.constantFrom(...PIECES), { maxLength: 14 }).map((all) => all.join(''))

describe('inertLine', () => {
  it('leaves the runner no command, whatever the text', () => {
    fc.assert(
      fc.property(hostile, (text) => {
        expect(runnerCommands(inertLine(text))).toEqual([])
      }),
      budget(3_000),
    )
  })

  it('adds backslashes and changes nothing else', () => {
    fc.assert(
      fc.property(hostile, (text) => {
        expect(inertLine(text).replaceAll('\\', '')).toBe(text)
      }),
    )
  })

  it('leaves every line unchanged that is no command', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 40 }), (text) => {
        fc.pre(!/#\W*#|:\W*:/u.test(text))
        expect(inertLine(text)).toBe(text)
      }),
    )
  })

  it.each([
    'a::b',
    'std::string',
    '#[derive]',
    '## [x]',
    '#5 [2/3] RUN',
    'x : : y',
    ': :',
    '\t#\t#[',
  ])('leaves %j alone', (text) => {
    expect(inertLine(text)).toBe(text)
  })

  it.each([
    ['::error::x', '\\::error::x'],
    ['\x85 ::x::', '\x85 \\::x::'],
    ['a\r::x::', 'a\r\\::x::'],
    ['12:00 ##[group]x ##[error]', '12:00 ##\\[group]x ##\\[error]'],
    ['###[x]', '###\\[x]'],
    ['#\u200b#[x]', '#\u200b#\\[x]'],
  ])('breaks %j visibly', (text, inert) => {
    expect(inertLine(text)).toBe(inert)
  })

  it.each(['\r', ' ', '#', '##', ':', '\0', '\u3000', '#\0'])(
    'takes no longer than the text is long: %j',
    (unit) => {
      const began = cpuMs()
      inertLine(unit.repeat(100_000))
      mayChange(unit.repeat(4_000), 0, 4_000)
      mayChangeInside(unit.repeat(100_000))
      expect(cpuMs() - began).toBeLessThan(1_000)
    },
  )
})

describe('consoleLines', () => {
  it('keeps a line of 4,000 units whole', () => {
    expect(consoleLines('x'.repeat(4_000), secretsOf())).toHaveLength(1)
    expect(consoleLines(`${'x'.repeat(4_000)}\r`, secretsOf())).toHaveLength(1)
  })

  it('wraps longer lines into inert pieces that lose nothing', () => {
    const long = fc.tuple(hostile, fc.nat(40)).map(([text, times]) => text.repeat(times * 30))
    fc.assert(
      fc.property(fc.array(long, { maxLength: 4 }), (texts) => {
        const line = texts.join('x'.repeat(990))
        const pieces = consoleLines(line, secretsOf())
        expect(pieces.every((piece) => piece.replace(/\r$/, '').length <= 4_000)).toBe(true)
        expect(runnerCommands(pieces.join('\n'))).toEqual([])
        expect(pieces.join('').replaceAll('\\', '')).toBe(line)
      }),
    )
  })

  it('never splits a surrogate pair', () => {
    const pieces = consoleLines(`x${'😀'.repeat(5_000)}`, secretsOf())
    expect(pieces.length).toBeGreaterThan(2)
    expect(pieces.filter((piece) => /^[\udc00-\udfff]|[\ud800-\udbff]$/.test(piece))).toEqual([])
  })
})

describe('A look at a block of lines', () => {
  it('passes over no line that would be changed', () => {
    const lines = fc.array(fc.oneof(hostile, fc.string({ maxLength: 20 }), fc.constant('\r')), {
      maxLength: 6,
    })
    const passed = new Set<boolean>()
    fc.assert(
      fc.property(lines, fc.nat(3), (some, skipped) => {
        const given = some.map((line) => line.replaceAll('\n', ''))
        const text = given.map((line) => `${line}\n`).join('')
        let from = 0
        for (const line of given) {
          // Where a stamp is dropped, the line begins later.
          const start = Math.min(skipped, line.length)
          const changes = mayChangeInside(text) || mayChange(text, from + start, from + line.length)
          const shown = line.slice(start)
          const printed = changes ? [shown] : consoleLines(shown, secretsOf())
          passed.add(changes)
          expect(printed).toEqual([shown])
          from += line.length + 1
        }
      }),
      budget(5_000),
    )
    expect(passed.size).toBe(2)
  })
})

describe('inertPhrase', () => {
  it('is one line of bounded length', () => {
    expect(inertPhrase(flattened('a\r\n::error::\x1b[31m b\u2028c ##[x]'), 100)).toBe(
      'a ::error:: [31m b c ##\\[x]',
    )
    expect(inertPhrase('::x', 100)).toBe('\\::x')
    expect(inertPhrase('x'.repeat(5_000), 10)).toBe(`${'x'.repeat(10)}…`)
  })
})
