import { describe, expect, it } from '@jest/globals'
import { Console } from '../../../src/github/runner/console.js'
import { secretsOf } from '../../support/secrets.js'
import { PassThrough } from 'node:stream'

function speaking(...secrets: string[]): { console: Console; text: () => string } {
  const known = secretsOf(...secrets)
  const out = new PassThrough()
  return {
    console: new Console(out, () => 0, known),
    text: () => String((out.read() as Buffer | null) ?? ''),
  }
}

describe('Our own lines', () => {
  it('star every known secret, the longer one first', () => {
    const { console, text } = speaking('hunter2', 'hunter22')
    console.line('refused: hunter22')
    console.annotate('error', 'refused: hunter2')
    console.debug('asked with hunter22')
    expect(text()).toBe('refused: ***\n::error::refused: ***\n::debug::asked with ***\n')
  })

  it('star a signature that a gateway quotes', () => {
    const { console, text } = speaking()
    console.line(`Signature=${'0a'.repeat(32)} refused`)
    expect(text()).toBe('Signature=*** refused\n')
  })

  it('leave alone what is too short to hide', () => {
    const { console, text } = speaking('ab', '')
    console.line('absolutely')
    expect(text()).toBe('absolutely\n')
  })

  it("leave the build's log to the runner's masks, so that it appears as it is", async () => {
    const { console, text } = speaking('hunter22')
    await console.print('the password is hunter22\n')
    expect(text()).toBe('the password is hunter22\n')
  })
})
