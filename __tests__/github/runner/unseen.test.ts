import { describe, expect, it } from '@jest/globals'
import { isPassedOver } from '../../../scripts/unseen.js'
import { inertLine } from '../../../src/github/runner/inert-text.js'
import { UNSEEN } from '../../../src/github/runner/unseen.js'

describe('What the runner passes over', () => {
  it('is all in the table: by the properties of Unicode and by the collation of ICU', () => {
    const table = new RegExp(`^[${UNSEEN}]$`, 'u')
    const missing: string[] = []
    for (let point = 0; point <= 0x10ffff; point += 1) {
      const character = String.fromCodePoint(point)
      const isHalf = point >= 0xd800 && point <= 0xdfff
      if (!isHalf && isPassedOver(character) && !table.test(character)) missing.push(character)
    }
    expect(missing).toEqual([])
  })

  it.each(['\u0488', '\u0640', '\u{1d165}', '\u{1e8d0}', '\u{13440}', '\u180a'])(
    'hides no command: %j',
    (character) => {
      expect(inertLine(`#${character}#[group]x`)).toBe(`#${character}#\\[group]x`)
      expect(inertLine(`${character}:${character}:error::x`)).toContain('\\')
    },
  )
})
