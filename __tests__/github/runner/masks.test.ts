import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals'
import { masking } from '../../../src/github/runner/masks.js'
import { Secrets } from '../../../src/text/secrets.js'

let printed = ''
beforeEach(() => {
  printed = ''
  jest.spyOn(process.stdout, 'write').mockImplementation((text) => {
    printed += String(text)
    return true
  })
})
afterEach(() => {
  jest.restoreAllMocks()
})

describe('A secret that is masked', () => {
  it('is known to the runner, line by line, and to us', () => {
    const secrets = new Secrets()
    masking(secrets)('first-line\nsecond-line')
    expect(printed).toContain('::add-mask::first-line')
    expect(printed).toContain('::add-mask::second-line')
    expect(secrets.starred('a second-line b')).toBe('a *** b')
  })

  it('is handed to the runner once', () => {
    const mask = masking(new Secrets())
    mask('hunter22')
    const once = printed
    mask('hunter22')
    expect(once).toContain('::add-mask::hunter22')
    expect(printed).toBe(once)
  })

  it('is none when it is too short to hide anything', () => {
    masking(new Secrets())('ab')
    expect(printed).toBe('')
  })
})
