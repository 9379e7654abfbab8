import { describe, expect, it } from '@jest/globals'
import fc from '../support/fast-check.js'
import { budget } from '../support/budget.js'
import { ActionError } from '../../src/core/errors.js'
import { Secret } from '../../src/core/secret.js'
import type { HttpRequest, Transport } from '../../src/http/messages.js'
import { createTransport } from '../../src/http/transport.js'
import type { Authorizer } from '../../src/sign-in/authorizer.js'
import { authorizedTransport } from '../../src/sign-in/authorized-transport.js'
import { Oidc } from '../../src/clouds/huawei/sign-in/oidc.js'
import { Password, type SignInMeans } from '../../src/clouds/huawei/sign-in/password.js'
import {
  ScriptedTransport,
  type ScriptedAnswer,
} from '../clouds/huawei/codearts-build/scripted-transport.js'
import { secretsOf } from '../support/secrets.js'
import { foreignText, hostileText, MARK, mutated } from './hostile.js'

const never = new AbortController().signal
const request: HttpRequest = { method: 'GET', url: new URL('https://h.example/x'), headers: {} }
const endpoint = new URL('https://sign-in.example')
const origin = 'input'
const SIGN_INS: Readonly<Record<string, (means: SignInMeans) => Authorizer>> = {
  IAM: (means) => {
    const user = { username: 'ci', domainName: 'acme', iamProject: 'cn-north-4' }
    return new Password({ origin, ...user, password: new Secret(MARK), endpoint }, means)
  },
  STS: (means) => {
    const urns = {
      providerUrn: 'iam::1:oidcProvider:p',
      agencyUrn: 'iam::1:agency:a',
      sessionName: 'run-1-1',
    }
    const getIdToken = () => Promise.resolve(new Secret(MARK))
    return new Oidc({ origin, ...urns, endpoint }, { ...means, getIdToken })
  },
}

function meansOver(transport: Transport): SignInMeans {
  const secrets = secretsOf(MARK)
  return {
    transport,
    now: () => 0,
    onSecret: (secret) => secrets.add(secret),
    starred: (text) => secrets.starred(text),
  }
}

const keys = {
  access_key_id: 'AKAKAKAK',
  secret_access_key: 'SKSKSKSK',
  security_token: 'STSTSTST',
  expiration: '2026-09-10T12:00:00Z',
}
const VALID = [
  { credentials: keys, token: { expires_at: '2026-09-11T11:00:00Z' } },
  { error: { code: 401, message: `wrong: ${MARK}`, title: 'Unauthorized' } },
  { error_code: 'STS5.1001', error_msg: `denied ${MARK}`, request_id: MARK },
  { code: 'IAM.0011', message: MARK },
]
const body = fc.oneof(
  foreignText.map((text): unknown => text),
  fc.constantFrom(...VALID).chain((valid) => mutated(valid, MARK)),
)
const header = hostileText.map((text) => `${text.slice(0, 300)}${MARK}`)
const answer: fc.Arbitrary<ScriptedAnswer> = fc.record({
  status: fc.constantFrom(200, 201, 204, 302, 400, 401, 403, 404, 409, 429, 500, 503),
  headers: fc.record(
    {
      'x-subject-token': hostileText,
      date: header,
      'retry-after': header,
      'x-request-id': header,
    },
    { requiredKeys: [] },
  ),
  body,
})

/** All that a fault with a name can tell; throws one without. */
function wordsOf(fault: unknown): string {
  if (!(fault instanceof ActionError) || fault.code === 'internal') throw fault
  const { message, hint, requestId = '', remoteCode = '' } = fault
  return [message, hint, requestId, remoteCode].join('\n')
}

describe('Whatever a sign-in answers', () => {
  it.each(Object.entries(SIGN_INS))(
    '%s gives a signed request or a fault without the secret',
    async (_name, signIn) => {
      await fc.assert(
        fc.asyncProperty(fc.array(answer, { minLength: 1, maxLength: 3 }), async (answers) => {
          const transport = new ScriptedTransport(
            (_request, call) => answers[call % answers.length] ?? {},
          )
          const authorizer = signIn(meansOver(transport))
          const sent = new ScriptedTransport(() => ({ status: 401, body: 'no' }))
          const answered = authorizedTransport(sent, authorizer).send(request, never)
          const words = await answered.then(({ status }) => String(status), wordsOf)
          expect(words).not.toContain(MARK)
        }),
        budget(200),
      )
    },
  )

  it('keys that no header can carry are a fault with a name', async () => {
    const real = createTransport({ userAgent: 'test/1', keepAlive: false })
    const odd = hostileText
      .filter((text) => /[^\x20-\xff]/.test(text))
      .map((text) => `${MARK}${text}`)
    const target = { ...request, url: new URL('http://127.0.0.1:9/x') }
    await fc.assert(
      fc.asyncProperty(odd, async (token) => {
        const granted = { body: { credentials: { ...keys, security_token: token } } }
        const transport = new ScriptedTransport(() => granted)
        const authorizer = SIGN_INS['STS']?.(meansOver(transport))
        if (authorizer === undefined) throw new Error('no such sign-in')
        const fault: unknown = await authorizedTransport(real, authorizer)
          .send(target, never)
          .catch((error: unknown) => error)
        expect(fault).toBeInstanceOf(ActionError)
        expect(fault).toMatchObject({ message: expect.not.stringContaining(MARK) })
      }),
      budget(30),
    )
    real.close()
  })
})
