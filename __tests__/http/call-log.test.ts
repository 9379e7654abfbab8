import { describe, expect, it } from '@jest/globals'
import { ActionError } from '../../src/core/errors.js'
import { readText } from '../../src/http/answer-text.js'
import { withCallLog } from '../../src/http/call-log.js'
import type { HttpAnswer, HttpRequest } from '../../src/http/messages.js'
import { answerWith, scripted } from './answers.js'

const never = new AbortController().signal

async function logged(url: string, answer: HttpAnswer | Error, method: 'GET' | 'POST' = 'GET') {
  const lines: string[] = []
  let time = 0
  const inner = scripted(() => (answer instanceof Error ? Promise.reject(answer) : answer))
  const transport = withCallLog(
    inner,
    (line) => lines.push(line),
    () => (time += 41),
  )
  const request: HttpRequest = {
    method,
    url: new URL(url),
    headers: { authorization: 'hidden-header' },
    body: 'hidden-body',
  }
  await transport
    .send(request, never)
    .then(readText, () => undefined)
    .catch(() => undefined)
  return lines
}

describe('withCallLog', () => {
  it('tells method, path, status, time, size and request id when the body is over', async () => {
    const answer = answerWith(200, ['abc', 'de'], { 'x-request-id': 'r-1' })
    expect(await logged('https://h.example/v3/jobs/build', answer, 'POST')).toEqual([
      'POST /v3/jobs/build 200 in 41 ms, 5 bytes, request id r-1',
    ])
  })

  it('tells when a body broke off', async () => {
    const [line] = await logged('https://h.example/x', answerWith(200, ['abc', new Error('gone')]))
    expect(line).toBe('GET /x 200 in 41 ms, 3 bytes (broken off)')
  })

  it('tells the code of a failed call', async () => {
    const error = new ActionError('no-answer', 'words', { hint: 'words' })
    expect(await logged('https://h.example/x', error)).toEqual([
      'GET /x failed after 41 ms: no-answer',
    ])
  })

  it('tells no code of an error without one', async () => {
    const [line] = await logged('https://h.example/x', new Error('hidden words'))
    expect(line).toBe('GET /x failed after 41 ms')
  })

  it('tells of a body that is dropped, and closes what is below', async () => {
    const lines: string[] = []
    let closed = 0
    const inner = { ...scripted(() => answerWith(204)), close: () => void (closed += 1) }
    const transport = withCallLog(
      inner,
      (line) => lines.push(line),
      () => 0,
    )
    const request: HttpRequest = { method: 'GET', url: new URL('https://h.example/x'), headers: {} }
    await (await transport.send(request, never)).discard()
    expect(lines).toEqual(['GET /x 204 in 0 ms, 0 bytes (body dropped)'])
    transport.close()
    expect(closed).toBe(1)
  })

  it('shows the query values it knows, and no others', async () => {
    const url = 'https://h.example/x?offset=5&name=secret&size=%0a::error::x'
    const [line] = await logged(url, answerWith(200))
    expect(line).toContain('/x?offset=5&name=…&size=… ')
  })

  it('drops a request id that is no id', async () => {
    const [line] = await logged(
      'https://h.example/x',
      answerWith(200, [], { 'x-request-id': '::x' }),
    )
    expect(line).toBe('GET /x 200 in 41 ms, 0 bytes')
  })
})
