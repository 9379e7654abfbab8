import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from '@jest/globals'
import { mutated } from './anchor.js'
import type { Mutant } from './mutant.js'
import { mutants } from './mutants.js'

const mutant = (find: string, replace = 'X'): Mutant => ({
  name: 'made up',
  file: 'a.ts',
  find,
  replace,
  tests: 'a.test.ts',
})

describe('Each mutant', () => {
  it('has a name of its own', () => {
    const names = mutants.map(({ name }) => name)
    expect(new Set(names).size).toBe(names.length)
  })

  it.each(mutants)('finds its text once: $name', (one) => {
    const path = join('src', one.file)
    const source = existsSync(path) ? readFileSync(path, 'utf8') : ''
    const { places, source: changed } = mutated(source, one)
    expect(places).toBe(1)
    expect(changed).not.toBe(source)
  })

  it.each(mutants)('names tests that are there: $name', ({ tests }) => {
    expect(existsSync(join('__tests__', tests))).toBe(true)
  })
})

describe('The anchor of a mutant', () => {
  it.each([
    ['f(a, b)', 'f(\n  a,\n  b,\n)'],
    ['if (a) return b', 'if (a)\n    return b'],
    ['{ kind: 1 }', '{\n  kind: 1,\n}'],
  ])('finds %s however it is laid out', (find, laidOut) => {
    const { places, source } = mutated(`before ${laidOut} after`, mutant(find))
    expect([places, source]).toEqual([1, 'before X after'])
  })

  it('counts every place', () => {
    expect(mutated('f(a) + f(a)', mutant('f(a)')).places).toBe(2)
    expect(mutated('f(ab)', mutant('f(a)')).places).toBe(0)
  })

  it('reads what it finds as text, and what it puts there as well', () => {
    expect(mutated('a.b[0]', mutant('a.b[0]', '$&')).source).toBe('$&')
    expect(mutated('axb[0]', mutant('a.b[0]')).places).toBe(0)
  })
})
