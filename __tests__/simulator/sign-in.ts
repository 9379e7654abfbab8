import { createHash } from 'node:crypto'
import { type Answer, json, malformed, Refusal, serviceError } from './exchange.js'
import type { GatewayAuth } from './gateway-auth.js'
import type { User } from './options.js'
import { checkFields, text } from './request-checks.js'
import type { Call, Route, Service } from './route.js'

/** Password sign-in (IAM API reference, "Obtaining a User Token Through Password Authentication"). */
export function passwordRoute(auth: GatewayAuth): Route {
  let issued = 0
  return {
    method: 'POST',
    pattern: '/v3/auth/tokens',
    name: 'iam-token',
    family: 'iam-token',
    open: true,
    query: { nocatalog: 'string' },
    answer: (call, service) => {
      const { user, project } = readSignIn(call, service)
      issued += 1
      const seed = createHash('sha256').update(`${user.name} ${issued}`).digest('base64')
      const expiresAt = service.now() + service.settings.tokenLifetimeMs
      const token = `MIIsim${issued}-${seed}`
      auth.addToken({ token, expiresAt })
      return granted(user, project, token, { from: service.now(), until: expiresAt })
    },
  }
}

interface Span {
  readonly from: number
  readonly until: number
}

function granted(user: User, project: string, token: string, span: Span): Answer {
  const domain = { id: 'd78cbac186b744899480f25bd022f468', name: user.domain }
  const body = {
    token: {
      catalog: [],
      methods: ['password'],
      issued_at: iamTime(span.from),
      expires_at: iamTime(span.until),
      project: { id: 'aa2d97d7e62c4b7da3ffdfc11551f878', name: project, domain },
      roles: [{ id: '0', name: 'te_admin' }],
      user: {
        id: '7116d09f88fa41908676fdd4b039e95b',
        name: user.name,
        domain,
        password_expires_at: '',
      },
    },
  }
  return json(body, 201, { 'X-Subject-Token': token })
}

function readSignIn(call: Call, service: Service): { user: User; project: string } {
  const { auth: outer } = checkFields(call.body, ['auth'])
  const auth = checkFields(outer, ['identity', 'scope'], 'auth')
  const identity = checkFields(auth.identity, ['methods', 'password'], 'identity')
  if (JSON.stringify(identity.methods) !== '["password"]') throw malformed('identity.methods')
  const { user: innerUser } = checkFields(identity.password, ['user'], 'password')
  const login = checkFields(innerUser, ['domain', 'name', 'password'], 'user')
  const domain = text(checkFields(login.domain, ['name'], 'domain'), 'name', 'domain')
  const scope = checkFields(auth.scope, ['project'], 'scope')
  const project = text(checkFields(scope.project, ['name'], 'project'), 'name', 'project')
  const name = text(login, 'name', 'user')
  const user = service.settings.users.find((one) => one.name === name && one.domain === domain)
  if (user === undefined || user.password !== text(login, 'password', 'user')) {
    throw iamRefusal(401, 'Unauthorized', 'The username or password is wrong.')
  }
  if (!user.projects.includes(project)) {
    throw iamRefusal(400, 'Bad Request', 'The project in the scope does not exist.')
  }
  return { user, project }
}

function iamRefusal(code: number, title: string, message: string): Refusal {
  return new Refusal(json({ error: { code, message, title } }, code), {
    kind: 'refused-credentials',
    what: message,
  })
}

/** `2020-01-04T09:05:22.701000Z`: IAM writes microseconds. */
function iamTime(ms: number): string {
  return new Date(ms).toISOString().replace('Z', '000Z')
}

/** A refusal by the token service (STS API reference, "AssumeAgencyWithOIDC"). */
export function stsRefusal(message: string): Refusal {
  const answer = serviceError(403, 'STS5.1001', message)
  return new Refusal(answer, { kind: 'refused-credentials', what: message })
}
