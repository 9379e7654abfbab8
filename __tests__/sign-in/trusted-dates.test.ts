import { describe, expect, it } from '@jest/globals'
import type { ActionError } from '../../src/core/errors.js'
import { withTrustedDates } from '../../src/sign-in/trusted-dates.js'
import { ScriptedTransport } from '../clouds/huawei/codearts-build/scripted-transport.js'

const NOW = Date.UTC(2026, 10, 25)
const request = { method: 'GET', url: new URL('https://h.example/'), headers: {} } as const

async function dateOf(date: string, times = 1) {
  const warnings: ActionError[] = []
  const transport = withTrustedDates(new ScriptedTransport(() => ({ headers: { date } })), {
    now: () => NOW,
    warn: (warning) => warnings.push(warning),
  })
  let last: string | undefined
  for (let count = 0; count < times; count += 1) {
    const answer = await transport.send(request, new AbortController().signal)
    last = answer.headers['date']
  }
  return { last, warnings }
}

describe('The Date of an answer', () => {
  it.each([-86_000_000, -3_600_000, 0, 3_600_000, 86_000_000])(
    'counts when it is %d ms off, as a clock may be',
    async (ms) => {
      const date = new Date(NOW + ms).toUTCString()
      expect(await dateOf(date)).toEqual({ last: date, warnings: [] })
    },
  )

  it.each([
    'Fri, 01 Jan 1999 00:00:00 GMT',
    'Fri, 31 Dec 9999 23:59:59 GMT',
    '+275760-09-13T00:00:00Z',
  ])('is ignored when it is far from any clock, and that is said once: %s', async (date) => {
    const { last, warnings } = await dateOf(date, 3)
    expect(last).toBeUndefined()
    expect(warnings.map(({ hint }) => hint)).toEqual([
      expect.stringContaining("runner's own clock"),
    ])
  })

  it('is left alone when it is no date: nobody reads it', async () => {
    expect(await dateOf('nonsense')).toMatchObject({ warnings: [] })
  })
})
