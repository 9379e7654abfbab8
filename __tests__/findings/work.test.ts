import { describe, expect, it } from '@jest/globals'
import { Detector } from '../../src/findings/detector.js'
import { PLAIN_FORMAT, StepTails } from '../../src/log/index.js'
import { secretsOf } from '../support/secrets.js'

/** A format that counts the lines that are looked at one by one: each is asked for the end of its stamp. */
function counting() {
  const format = {
    ...PLAIN_FORMAT,
    looks: 0,
    stampEnd: (_text: string, from: number) => {
      format.looks += 1
      return from
    },
  }
  return format
}

/** How many lines of a log are looked at one by one for what they say. */
function lookedAt(line: (index: number) => string, count: number): number {
  const format = counting()
  const detector = new Detector(format, secretsOf())
  const block = 1_000
  for (let begin = 0; begin < count; begin += block) {
    const lines = Array.from({ length: block }, (_, index) => `${line(begin + index)}\n`)
    detector.read(lines.join(''))
  }
  return format.looks
}

describe('The work that a log makes', () => {
  it.each([
    ['ordinary output', (line: number) => `compiling module ${line} of the project`],
    ['lines that begin like a message', (line: number) => `Error: something failed (${line})`],
    ['levels of an application', (line: number) => `[ERROR] 12:30:${line % 60} worker failed`],
  ])('is none for %s', (_, line) => {
    expect(lookedAt(line, 20_000)).toBe(0)
  })

  it('ends in a flood of warnings after the first thousand', () => {
    const looks = lookedAt((line) => `src/a.c:${line + 1}:1: warning: unused`, 20_000)
    expect(looks).toBeLessThan(1_100)
  })

  it("is put off for a step's last lines until they are asked for", () => {
    const format = counting()
    const tails = new StepTails(format, secretsOf())
    const block = Array.from({ length: 1_000 }, (_, line) => `line ${line}\n`).join('')
    for (let taken = 0; taken < 20; taken += 1) tails.take(block)
    expect(format.looks).toBe(0)
    expect(tails.of(undefined)).toHaveLength(40)
    expect(format.looks).toBe(40)
  })
})
