import { beforeAll, describe, expect, it } from '@jest/globals'
import { countSteps, TooManySteps } from '../support/backtracking.js'
import fc from '../support/fast-check.js'
import { type Tried, watchedRegexps } from '../support/watched-regexps.js'
import { corpus } from './corpus.js'
import { scanned } from './project.js'

/** As long as a line is read. */
const LINE_UNITS = 2_000
/** For each expression and line. V8 does some 100 million in a second: this is a fifth of 50 ms. */
const MOST_STEPS = 1_000_000
/** Of all expressions together over one line: 50 ms. */
const MOST_STEPS_OF_ALL = 5_000_000

/** What lines repeat that a tool's message holds once. */
const UNITS = [
  ' ',
  ':',
  '(',
  '[',
  '"',
  "'",
  '.',
  '/',
  '|',
  '-',
  '1',
  '(1',
  ':1',
  '.c:1: ',
  'error: ',
  ' > a',
  '--- FAIL: ',
  '│ ',
  'at a.b(',
  'a.',
  'a/',
  '/a',
  '\\',
  'a',
  'é',
  '错',
  '\ufffd',
  '\t',
  ', ',
  ' [',
  '::',
  'x.c(1)',
]
const BEFORE = [
  '',
  'src/a.c:1:2',
  'src/a.c:1:2: error: ',
  '[ERROR] ',
  '  at ',
  'Error: ',
  'src/a.c(1,2): ',
  '"src/a.c", line ',
]
const BEHIND = ['', 'src/a.c:1:2: error: x', '\u0001']

/** The line with each of its parts in turn repeated, and an end that nothing expects. */
function pumped(line: string): readonly string[] {
  return Array.from({ length: 24 }, (_, index) => {
    const at = Math.floor((index * line.length) / 24)
    const unit = line.slice(at, at + 1 + (index % 2))
    return `${`${line.slice(0, at)}${repeated(unit, LINE_UNITS)}`.slice(0, LINE_UNITS)}\u0001`
  })
}

function tooMany({ regexp, text }: Pick<Tried, 'regexp' | 'text'>): boolean {
  try {
    countSteps(regexp, text, { most: MOST_STEPS })
    return false
  } catch (error) {
    // Too deep for the interpreter: a group that repeats without a bound.
    if (error instanceof TooManySteps || error instanceof RangeError) return true
    throw error
  }
}

/** What reading a log comes to. */
async function triedOn(log: string): Promise<readonly Tried[]> {
  const all: Tried[] = []
  await watchedRegexps(
    () => scanned(log, 1_000_000),
    (tried) => all.push(tried),
  )
  return all
}

function repeated(unit: string, units: number): string {
  return unit.repeat(Math.ceil(units / unit.length)).slice(0, units)
}

describe('The count of steps', () => {
  const CHARACTERS = ['a', 'b', 'c', 'x', 'y', 'Y', 'Z', ' ', 'é', '\u{1f600}', ':', '1', '\n']
  const EXPRESSIONS = [
    /^(?:a|ab)+?(?<x>b?)c\k<x>$/,
    /(?<=\ba{1,3})b(?!c)/,
    /[^\s:]{1,3}:\d+/g,
    /^\s*(\w+)\s*$/m,
    /é.\u{1f600}/u,
    /(?:x|)(?:y|z){2}/i,
  ]

  it.each(EXPRESSIONS)('finds what the engine finds: %s', (regexp) => {
    fc.assert(
      fc.property(fc.string({ unit: fc.constantFrom(...CHARACTERS) }), (text) => {
        const hit = new RegExp(regexp.source, regexp.flags.replace('g', '')).exec(text)
        const match =
          hit === null ? undefined : { begin: hit.index, end: hit.index + hit[0].length }
        expect(countSteps(regexp, text).match).toEqual(match)
      }),
    )
  })

  it.each([
    ['linear', /^\s*:\d/, 2],
    ['quadratic: blanks before a place, tried at each blank', /\s+:\d/, 4],
    ['cubic', /^(\s*)\s*\s*:$/, 8],
  ])('tells growth that is %s', (_what, regexp, factor) => {
    const [one, two] = [200, 400].map((units) => countSteps(regexp, `${' '.repeat(units)}x`).steps)
    expect((two ?? 0) / (one ?? 0)).toBeCloseTo(factor, 0)
  })

  it('stops where they are too many', () => {
    const regexp = /^(a+)+$/
    expect(tooMany({ regexp, text: `${'a'.repeat(40)}b` })).toBe(true)
  })
})

describe('What the logs of the corpus are tried on', () => {
  /** By expression: some texts that it matches. */
  const matching = new Map<string, { readonly regexp: RegExp; readonly texts: Set<string> }>()
  const sample: Tried[] = []

  beforeAll(async () => {
    let seen = 0
    for (const { log } of corpus()) {
      for (const one of await triedOn(log)) {
        seen += 1
        const known = matching.get(named(one))
        const { texts } = known ?? { texts: new Set() }
        if (known === undefined) matching.set(named(one), { regexp: one.regexp, texts })
        if (known === undefined || seen % 500 === 0) sample.push(one)
        const isShort = one.text !== '' && one.text.length < 400
        if (one.matched && isShort && texts.size < 2) texts.add(one.text)
      }
    }
  })

  it('are the expressions of the catalogue, most of which match something there', () => {
    const matched = [...matching.values()].filter(({ texts }) => texts.size > 0)
    expect(matching.size).toBeGreaterThan(400)
    expect(matched.length).toBeGreaterThan(0.8 * matching.size)
  })

  it('comes out as the engine says', () => {
    for (const { regexp, text, from, matched } of sample) {
      const { match } = countSteps(regexp, text, { from })
      expect([regexp, text, match !== undefined]).toEqual([regexp, text, matched])
    }
  })

  it('costs little where any part of it is repeated', () => {
    const costly = new Set<string>()
    for (const { regexp, texts } of matching.values()) {
      for (const line of [...texts].flatMap(pumped)) {
        if (tooMany({ regexp, text: line })) costly.add(`${regexp.source} on ${line.slice(0, 80)}`)
      }
    }
    expect([...costly]).toEqual([])
  })
})

describe('A line of 2,000 units, as long as lines are read,', () => {
  it.each(UNITS)('costs all expressions together little if it repeats %j', async (unit) => {
    const costly: string[] = []
    for (const before of BEFORE) {
      for (const behind of BEHIND) {
        const line = before + repeated(unit, LINE_UNITS - before.length - behind.length) + behind
        const costs = await costsOn(`src/a.c:1:2: error: begins\n${line}\n`, LINE_UNITS / 2)
        const sum = [...costs.values()].reduce((total, some) => total + some, 0)
        const [dearest] = [...costs].sort(([, one], [, other]) => other - one)
        if (sum > MOST_STEPS_OF_ALL)
          costly.push(`${sum} steps on ${line.slice(0, 60)}: ${dearest?.[0]}`)
      }
    }
    expect(costly).toEqual([])
  })
})

describe('A line of 100 kB', () => {
  it.each(UNITS)('costs any expression twice as much as half of it, with %j', async (unit) => {
    const cost = (units: number) => costsOn(`src/a.c:1:2${repeated(unit, units)}\n`, LINE_UNITS + 1)
    const [half, whole] = [await cost(50_000), await cost(100_000)]
    const grown = [...whole].filter(([name, steps]) => steps > 2.3 * (half.get(name) ?? 0) + 1_000)
    expect(grown).toEqual([])
  })
})

function named({ regexp }: Tried): string {
  return `/${regexp.source}/${regexp.flags}`
}

/** The steps of each expression over the log's texts that are at least so long. */
async function costsOn(log: string, leastUnits: number): Promise<ReadonlyMap<string, number>> {
  const costs = new Map<string, number>()
  for (const one of await triedOn(log)) {
    if (one.text.length < leastUnits) continue
    const { steps } = countSteps(one.regexp, one.text, one)
    costs.set(named(one), (costs.get(named(one)) ?? 0) + steps)
  }
  return costs
}
