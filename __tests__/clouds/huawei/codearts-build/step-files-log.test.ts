import { describe, expect, it } from '@jest/globals'
import { CLOSING, GrowingBuild, type GrowingStep } from './growing-build.js'

function linesOf(name: string, bytes: number): string {
  let text = ''
  for (let line = 1; text.length < bytes; line += 1) text += `[${name}] line ${line}\n`
  return text
}

function step(name: string, bytes: number, seconds: number): GrowingStep {
  return { name, log: linesOf(name, bytes), seconds }
}

const KB = 1_000
const three = [
  step('Checkout', 20 * KB, 30),
  step('Compile', 300 * KB, 400),
  step('Test', 90 * KB, 60),
]

describe('A log by step files', () => {
  it.each([['ordinal'], ['name']] as const)('by %s holds every byte once', async (files) => {
    const build = new GrowingBuild(three, { files, whole: false })
    await build.follow(9)
    expect(build.printed).toBe(build.log)
  })

  it.each([
    ['many steps', three],
    ['one long step', [step('Compile', 500 * KB, 1_800)]],
    ['short steps', Array.from({ length: 30 }, (_, n) => step(`S${n}`, 5 * KB, 7))],
  ])('of %s moves at most three times its size', async (_what, steps) => {
    for (const whole of [true, false]) {
      for (const announces of [true, false]) {
        const build = new GrowingBuild(steps, { files: 'ordinal', whole, announces })
        await build.follow(9)
        expect(build.printed).toBe(whole ? build.log + CLOSING : build.log)
        expect(build.movedBytes).toBeLessThanOrEqual(3 * Buffer.byteLength(build.printed))
      }
    }
  })

  it('fetches a finished step once at most after its end', async () => {
    const build = new GrowingBuild(three, { files: 'ordinal', whole: false })
    for (let second = 1; second < 30; second += 9) await build.at(second).look(false)
    const before = build.fetched.filter((name) => name === 'stage1').length
    for (let second = 30; second < 200; second += 5) await build.at(second).look(false)
    expect(build.fetched.filter((name) => name === 'stage1')).toHaveLength(before + 1)
  })

  it('does not fetch a finished step again while the next one is silent', async () => {
    const silent = { ...step('Deploy', 10, 600), fileless: true }
    const build = new GrowingBuild([step('Compile', 20 * KB, 30), silent], { files: 'ordinal' })
    for (let second = 1; second < 60; second += 5) await build.at(second).look(false)
    const before = build.fetched.length
    for (let second = 60; second < 600; second += 20) await build.at(second).look(false)
    expect(build.fetched).toHaveLength(before)
  })

  it('looks once more, and only once, for a tail that no closing line ends', async () => {
    const build = new GrowingBuild(three, { files: 'ordinal', wholeLog: linesOf('All', 1 * KB) })
    for (let second = 0; second < 15; second += 1) await build.at(600 + second).look(true)
    expect(build.fetched).toEqual(['whole', 'whole'])
    expect(build.printed).toBe(linesOf('All', 1 * KB))
  })

  it('shows a running step soon, and its rest before the next step', async () => {
    const build = new GrowingBuild(three, { files: 'ordinal' })
    await build.at(10).look(false)
    expect(build.printed).toContain('[Checkout] line 1\n')
    for (let second = 30; second < 60; second += 5) await build.at(second).look(false)
    expect(build.printed.startsWith(three[0]?.log ?? '?')).toBe(true)
    expect(build.printed).toContain('[Compile]')
  })

  it('above 5 MB fetches once in five minutes', async () => {
    const build = new GrowingBuild([step('Compile', 24_000 * KB, 3_600)], { files: 'ordinal' })
    const fetchedAt: number[] = []
    for (let second = 10; second < 3_600; second += 10) {
      const before = build.fetched.length
      await build.at(second).look(false)
      if (build.fetched.length > before && build.printed.length > 5_300 * KB) fetchedAt.push(second)
    }
    const pauses = fetchedAt.slice(1).map((at, index) => at - (fetchedAt[index] ?? 0))
    expect(pauses.length).toBeGreaterThan(2)
    expect(Math.min(...pauses)).toBeGreaterThanOrEqual(300)
    expect(Math.max(...pauses)).toBeLessThanOrEqual(310)
  }, 20_000)

  it('stops spending on a step that went silent', async () => {
    const growth = (share: number) => Math.min(1, share * 20)
    const silent = [step('Deploy', 200 * KB, 3_000)]
    const build = new GrowingBuild(silent, {
      files: 'ordinal',
      whole: false,
      announces: true,
      growth,
    })
    await build.follow(9)
    expect(build.printed).toBe(build.log)
    expect(build.fetched.length).toBeLessThan(12)
  })

  it('prints the lines of steps that no page shows, from the whole log', async () => {
    const hidden = { ...step('Environment', 3 * KB, 5), hidden: true }
    const build = new GrowingBuild([hidden, ...three], { files: 'ordinal' })
    await build.follow(9)
    const sorted = (text: string) => text.split('\n').sort().join('\n')
    expect(sorted(build.printed)).toBe(sorted(build.log + CLOSING))
    expect(build.printed.endsWith(CLOSING)).toBe(true)
  })

  it('goes on with the whole log where a step has no file', async () => {
    const broken = three.map((one) => ({ ...one, fileless: one.name === 'Compile' }))
    const build = new GrowingBuild(broken, { files: 'ordinal' })
    await build.follow(9)
    expect(build.printed).toBe(build.log + CLOSING)
    expect(build.fetched).not.toContain('stage3')
  })

  it('does not print a whole log that holds another text than the files', async () => {
    const foreign = linesOf('Other', 400 * KB)
    const build = new GrowingBuild(three, { files: 'ordinal', wholeLog: foreign })
    await build.follow(9)
    expect(build.printed).toBe(build.log)
  })

  it('reads the whole log in one go when nothing was printed before', async () => {
    const build = new GrowingBuild(three, { files: 'ordinal' })
    await build.at(build.seconds + 1).look(true)
    expect(build.printed).toBe(build.log + CLOSING)
    expect(build.fetched).toEqual(['whole'])
  })

  it('fails at the end, so that a warning can name the line, where no file can be had', async () => {
    const build = new GrowingBuild(three, { whole: false })
    await build.at(100).look(false)
    await expect(build.at(build.seconds + 1).look(true)).rejects.toMatchObject({
      code: 'not-offered',
    })
  })
})
