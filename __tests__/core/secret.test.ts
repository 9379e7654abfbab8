import { inspect } from 'node:util'
import { describe, expect, it } from '@jest/globals'
import { Secret } from '../../src/core/secret.js'

const VALUE = 'hunter2'
const secret = new Secret(VALUE)

describe('A secret', () => {
  it.each([
    ['as text', String(secret)],
    ['in joined words', ['key', secret].join(' ')],
    ['as JSON', JSON.stringify({ secret })],
    ['inspected, as console.log does', inspect({ secret }, { depth: 9, showHidden: true })],
    ['in an error', inspect(new Error('refused', { cause: { secret } }))],
    ['by its properties', JSON.stringify(Object.entries(secret))],
  ])('is not to be seen %s', (_way, shown) => {
    expect(shown).not.toContain(VALUE)
  })

  it('is given up on purpose only', () => {
    expect(secret.reveal()).toBe(VALUE)
  })
})
