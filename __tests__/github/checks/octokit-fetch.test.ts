import { describe, expect, it } from '@jest/globals'
import { octokitFetch } from '../../../src/github/checks/octokit-fetch.js'
import { answerWith, scripted } from '../../http/answers.js'

const ADDRESS = 'https://api.github.com/repos/octo/app/check-runs'

describe("octokit's fetch", () => {
  it('sends over our own transport, with its own limit, and hands the answer on', async () => {
    const transport = scripted(() => answerWith(201, ['{"id"', ':7}'], { 'x-id': 'r' }))
    const headers = { authorization: 'token ghs' }
    const answer = await octokitFetch(transport, 4_000)(ADDRESS, {
      method: 'PATCH',
      headers,
      body: '{}',
    })
    expect(transport.sent).toEqual([
      { method: 'PATCH', url: new URL(ADDRESS), headers, body: '{}', answerWithinMs: 4_000 },
    ])
    expect([answer.status, answer.url]).toEqual([201, ADDRESS])
    expect(await answer.text()).toBe('{"id":7}')
    expect(answer.headers.get('x-id')).toBe('r')
    expect((await answer.arrayBuffer()).byteLength).toBe(0)
  })

  it.each([undefined, 'HEAD', 7])('reads where the method is %j', async (method) => {
    const transport = scripted(() => answerWith(200, ['{}']))
    await octokitFetch(transport, 1)(ADDRESS, { method })
    expect(transport.sent).toMatchObject([{ method: 'GET', headers: {} }])
    expect(transport.sent[0]).not.toHaveProperty('body')
  })

  it.each([`[${'0,'.repeat(300_000)}0]`, `${'['.repeat(200)}${']'.repeat(200)}`])(
    'hands nothing on that would cost more memory than any answer: %#',
    async (body) => {
      const transport = scripted(() => answerWith(200, [body]))
      const answer = await octokitFetch(transport, 1)(ADDRESS, {})
      expect(await answer.text()).toBe('')
    },
  )

  it('sends nothing after a cancel', async () => {
    const transport = scripted(() => answerWith(200))
    const signal = AbortSignal.abort('SIGINT')
    await expect(octokitFetch(transport, 1)(ADDRESS, { signal })).rejects.toBe('SIGINT')
    expect(transport.sent).toEqual([])
  })

  it.each([301, 302, 307, 308])('never takes the token along a redirect %i', async (status) => {
    const location = { location: 'https://evil.example/' }
    const transport = scripted(() => answerWith(status, [''], location))
    await expect(octokitFetch(transport, 1)(ADDRESS, { method: 'POST' })).rejects.toMatchObject({
      code: 'refused',
      httpStatus: status,
      message: expect.stringContaining('POST /repos/octo/app/check-runs'),
    })
    expect(transport.sent).toHaveLength(1)
  })
})
