import { describe, expect, it } from '@jest/globals'
import { ActionError } from '../../src/core/errors.js'
import { readText } from '../../src/http/answer-text.js'
import type { HttpRequest } from '../../src/http/messages.js'
import { authorizedTransport, sharedAuthorization } from '../../src/sign-in/authorized-transport.js'
import type { Authorizer, Refusal } from '../../src/sign-in/authorizer.js'
import { answerWith, scripted } from '../http/answers.js'

const never = new AbortController().signal
const request: HttpRequest = { method: 'POST', url: new URL('https://h.example/x'), headers: {} }

/** Sends its generation as the token; each recovery makes a new one, as often as it may. */
function tokens(recoveries: number): Authorizer & { readonly refusals: Refusal[] } {
  const refusals: Refusal[] = []
  return {
    description: 'test token',
    refusals,
    authorize: (given) =>
      Promise.resolve({ ...given, headers: { token: String(refusals.length) } }),
    recover: async (refusal) => {
      await Promise.resolve()
      if (refusals.length >= recoveries) return false
      refusals.push(refusal)
      return true
    },
  }
}

describe('authorizedTransport', () => {
  it('sends once more after a recovery, newly authorized', async () => {
    const authorizer = tokens(1)
    const date = 'Thu, 01 Jan 2026 00:00:00 GMT'
    const inner = scripted((_request, count) =>
      count === 1 ? answerWith(401, ['why'], { date }) : answerWith(200, ['fine']),
    )
    const answer = await authorizedTransport(inner, authorizer).send(request, never)
    expect(await readText(answer)).toBe('fine')
    expect(inner.sent.map(({ headers }) => headers['token'])).toEqual(['0', '1'])
    expect(authorizer.refusals).toEqual([{ body: 'why', serverTime: new Date(date) }])
  })

  it('hands a 401 that nothing can help on, with its body', async () => {
    const inner = scripted(() => answerWith(401, ['why']))
    const answer = await authorizedTransport(inner, tokens(0)).send(request, never)
    expect([answer.status, await readText(answer)]).toEqual([401, 'why'])
    expect(inner.sent).toHaveLength(1)
  })

  it('never meets more than three 401 in a row, over all calls', async () => {
    const inner = scripted(() => answerWith(401))
    const transport = authorizedTransport(inner, tokens(99))
    await transport.send(request, never)
    await transport.send(request, never)
    await expect(transport.send(request, never)).rejects.toMatchObject({
      code: 'credentials-refused',
      transient: false,
      delivery: 'answered',
    })
    expect(inner.sent).toHaveLength(3)
  })

  it('counts the refusals of transports that share a sign-in together', async () => {
    const inner = scripted(() => answerWith(401))
    const signedIn = sharedAuthorization(tokens(0))
    const [reads, stops] = [signedIn(inner), signedIn(inner)]
    for (const transport of [reads, stops, reads]) await transport.send(request, never)
    await expect(stops.send(request, never)).rejects.toMatchObject({ code: 'credentials-refused' })
    expect(inner.sent).toHaveLength(3)
  })

  it('counts anew after any other answer', async () => {
    const inner = scripted((_request, count) => answerWith(count % 3 === 0 ? 403 : 401))
    const transport = authorizedTransport(inner, tokens(0))
    const statuses = []
    for (let call = 0; call < 6; call++) {
      statuses.push((await transport.send(request, never)).status)
    }
    expect(statuses).toEqual([401, 401, 403, 401, 401, 403])
  })

  it('recovers once for calls that were refused together', async () => {
    const authorizer = tokens(99)
    const inner = scripted(({ headers }) => answerWith(headers['token'] === '0' ? 401 : 200))
    const transport = authorizedTransport(inner, authorizer)
    const both = await Promise.all([transport.send(request, never), transport.send(request, never)])
    expect(both.map(({ status }) => status)).toEqual([200, 200])
    expect(authorizer.refusals).toHaveLength(1)
  })

  it('keeps a burst below the limit when everything is refused', async () => {
    const inner = scripted(async () => {
      await new Promise((resolve) => setTimeout(resolve, 5))
      return answerWith(401)
    })
    const transport = authorizedTransport(inner, tokens(99))
    await transport.send(request, never)
    await Promise.allSettled(Array.from({ length: 6 }, () => transport.send(request, never)))
    expect(inner.sent).toHaveLength(3)
  })

  it('discards an answer whose caller left at the moment at which it came', async () => {
    const leaving = new AbortController()
    let discarded = 0
    const discard = () => Promise.resolve(void (discarded += 1))
    const inner = scripted((_request, count) => {
      if (count === 2) leaving.abort(new Error('left'))
      return { ...answerWith(401), discard }
    })
    const transport = authorizedTransport(inner, tokens(0))
    await transport.send(request, never)
    await expect(transport.send(request, leaving.signal)).rejects.toThrow('left')
    await new Promise(setImmediate)
    expect(discarded).toBe(1)
  })

  it('takes a 401 whose body breaks off for the 401 it is', async () => {
    const gone = new ActionError('no-answer', 'gone', { hint: '', delivery: 'unclear' })
    const inner = scripted((_request, count) =>
      count === 1 ? answerWith(401, ['w', gone]) : answerWith(200),
    )
    const answer = await authorizedTransport(inner, tokens(1)).send(request, never)
    expect(answer.status).toBe(200)
  })

  it.each([
    [true, 'not-delivered'],
    [false, 'answered'],
  ])(
    'tells of a failed sign-in (transient %s) that the request is %s',
    async (transient, delivery) => {
      const fault = new ActionError('no-answer', 'gone', {
        hint: '',
        delivery: 'unclear',
        transient,
      })
      const authorizer = { ...tokens(0), authorize: () => Promise.reject(fault) }
      const inner = scripted(() => answerWith(200))
      await expect(
        authorizedTransport(inner, authorizer).send(request, never),
      ).rejects.toMatchObject({
        code: 'no-answer',
        delivery,
        transient,
      })
      expect(inner.sent).toHaveLength(0)
    },
  )
})
