import { describe, expect, it } from '@jest/globals'
import {
  differingPaths,
  laidFields,
  meaning,
  sameMeaning,
} from '../../../../../src/clouds/huawei/codearts-build/definitions/meaning.js'

type Pair = readonly [left: unknown, right: unknown]

describe('The meaning of a value', () => {
  it.each<Pair>([
    [null, undefined],
    ['', undefined],
    [[], null],
    [{}, ''],
    [{ a: null, b: '' }, undefined],
    [1, '1'],
    [true, 'true'],
    [false, 'false'],
    ['one\r\ntwo', 'one\ntwo'],
    ['mvn package\n', 'mvn package'],
    [
      { b: 1, a: [2] },
      { a: ['2'], b: '1', c: null },
    ],
    [
      [null, 1],
      ['', '1'],
    ],
    [() => 1, undefined],
  ])('of %j is that of %j', (left, right) => {
    expect(sameMeaning(left, right)).toBe(true)
  })

  it.each<Pair>([
    ['a', 'A'],
    [0, null],
    [false, null],
    ['1.0', 1],
    [' ', ''],
    ['one\n\n', 'one'],
    [
      ['a', 'b'],
      ['b', 'a'],
    ],
    [[''], []],
    [['a'], 'a'],
    [{ a: 1 }, { a: 2 }],
    [{ a: 1 }, { b: 1 }],
  ])('of %j is not that of %j', (left, right) => {
    expect(sameMeaning(left, right)).toBe(false)
  })

  it('is nothing for what is empty, and else a text', () => {
    expect(meaning({ a: [] })).toBeUndefined()
    expect(meaning({ b: 1, a: true })).toBe('{"a":"true","b":"1"}')
  })
})

describe('What is wanted, laid over what is there', () => {
  const now = {
    flag: 'true',
    depth: 1,
    kept: null,
    steps: [{ a: 1, own: 'x' }],
    deep: { a: 1, own: 'y' },
  }

  it('leaves what is equal by meaning in its own form', () => {
    expect(laidFields(now, { flag: true, depth: '1', kept: '' })).toEqual(now)
  })

  it('keeps what nobody named, in objects and in the items of a list of the same length', () => {
    expect(laidFields(now, { deep: { a: 2 }, steps: [{ a: 2 }] })).toEqual({
      ...now,
      deep: { a: 2, own: 'y' },
      steps: [{ a: 2, own: 'x' }],
    })
  })

  it('replaces a list of another length, and a value of another kind', () => {
    const laid = laidFields(now, { steps: [{ a: 1 }, { a: 2 }], deep: 'plain' })
    expect(laid).toEqual({ ...now, steps: [{ a: 1 }, { a: 2 }], deep: 'plain' })
  })

  it('empties what shall be empty, and adds nothing for what is empty already', () => {
    expect(laidFields(now, { flag: '', other: '', more: {} })).toEqual({ ...now, flag: '' })
  })
})

describe('The paths at which two values differ', () => {
  it('go down to the smallest part of objects and of lists of one length', () => {
    const left = { steps: [{ with: { image: 'a', shell: 'x' } }, { name: 'b' }], same: 1 }
    const right = { steps: [{ with: { image: 'b' } }, { name: 'b' }], same: '1', added: [1] }
    expect(differingPaths(left, right, 'task')).toEqual([
      'task.steps[0].with.image',
      'task.steps[0].with.shell',
      'task.added',
    ])
  })

  it('end at a list whose length differs, and at a value of another kind', () => {
    expect(differingPaths({ a: [1], b: {} }, { a: [1, 2], b: 'x' })).toEqual(['a', 'b'])
  })

  it('are so many at most', () => {
    const many = Object.fromEntries(Array.from({ length: 9 }, (_, at) => [`k${at}`, at]))
    expect(differingPaths(many, {}, '', 3)).toEqual(['k0', 'k1', 'k2'])
    expect(differingPaths({ l: [1, 2, 3] }, { l: [2, 3, 4] }, '', 2)).toEqual(['l[0]', 'l[1]'])
  })
})
