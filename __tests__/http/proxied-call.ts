/**
 * One GET through the proxy of the environment, in a process of its own: proxy variables and extra
 * certificates belong to a process. Prints the outcome as JSON; must then end by itself.
 */
import { readText } from '../../src/http/answer-text.js'
import { createTransport } from '../../src/http/transport.js'
import { ActionError } from '../../src/core/errors.js'

const [, , url = '', abortAfterMs = '0'] = process.argv
const transport = createTransport({
  userAgent: 'test/1',
  defaultAnswerWithinMs: 1_000,
  keepAlive: true,
})
const stop = new AbortController()
if (abortAfterMs !== '0') setTimeout(() => stop.abort(new Error('cancelled')), Number(abortAfterMs))

try {
  const answer = await transport.send(
    { method: 'GET', url: new URL(url), headers: {} },
    stop.signal,
  )
  console.log(JSON.stringify({ status: answer.status, text: await readText(answer) }))
} catch (error) {
  const { message, hint, code, delivery, transient } =
    error instanceof ActionError ? error : new ActionError('internal', String(error), { hint: '' })
  console.log(JSON.stringify({ message, hint, code, delivery, transient }))
} finally {
  transport.close()
}
