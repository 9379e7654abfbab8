import { createHash } from 'node:crypto'
import { json, malformed } from './exchange.js'
import type { GatewayAuth } from './gateway-auth.js'
import type { AccessKey, OidcTrust } from './options.js'
import { checkFields, type Fields, isFields, text } from './request-checks.js'
import type { Call, Route, Service } from './route.js'
import { stsRefusal } from './sign-in.js'

const ISSUER = 'https://token.actions.githubusercontent.com'
const PROVIDER_URN = /^[\w+/=-]+:[\w+/=*-]{0,255}:[\w+/=-]{1,64}:[\w+/=-]{1,64}:.+$/

/** GitHub's identity token, and its exchange for temporary keys. Only tokens given out here are accepted. */
export function keylessRoutes(auth: GatewayAuth): readonly Route[] {
  const identities = new Map<string, Fields>()
  let sessions = 0
  return [
    {
      method: 'GET',
      pattern: '/oidc/token',
      name: 'oidc-token',
      family: 'oidc-token',
      open: true,
      query: { 'api-version': 'string', audience: 'string' },
      answer: (call, service) => {
        const { token, claims } = issueIdentity(call, service)
        identities.set(token, claims)
        return json({ count: 1, value: token })
      },
    },
    {
      method: 'POST',
      pattern: '/v5/agencies/assume-with-oidc',
      name: 'sts-assume',
      family: 'sts-assume',
      open: true,
      answer: (call, service) => {
        const claims = identities.get(isFields(call.body) ? String(call.body.id_token) : '')
        const session = readSession(call, service, claims)
        sessions += 1
        const key = temporaryKey(sessions, service.now() + session.seconds * 1_000)
        auth.addKey(key)
        return json(assumed(key, session.name, service.settings.oidc))
      },
    },
  ]
}

function issueIdentity(call: Call, service: Service): { token: string; claims: Fields } {
  const { oidc } = service.settings
  if (call.arrival.headers.authorization !== `Bearer ${oidc.requestToken}`) {
    throw stsRefusal('the request token of the workflow is wrong')
  }
  const seconds = Math.floor(service.now() / 1_000)
  const claims = {
    iss: ISSUER,
    aud: call.query.audience ?? oidc.defaultAudience,
    sub: oidc.subject,
    iat: seconds,
    exp: seconds + Math.floor(oidc.idTokenLifetimeMs / 1_000),
  }
  const parts = [{ alg: 'RS256', typ: 'JWT', kid: 'simulator' }, claims].map((part) =>
    Buffer.from(JSON.stringify(part)).toString('base64url'),
  )
  const signature = createHash('sha256').update(parts.join('.')).digest('base64url')
  return { token: [...parts, signature].join('.'), claims }
}

/** The call is unsigned: what it proves stands in the identity token. */
function readSession(call: Call, service: Service, claims: Fields | undefined) {
  const { oidc } = service.settings
  const { headers } = call.arrival
  if ((headers.authorization ?? headers['x-auth-token']) !== undefined) {
    throw malformed('AssumeAgencyWithOIDC takes no credentials')
  }
  const known = ['provider_urn', 'agency_urn', 'agency_session_name', 'id_token']
  const optional = ['duration_seconds', 'policy', 'policy_ids']
  const body = checkFields(call.body, [...known, ...optional])
  for (const name of known) text(body, name)
  const name = text(body, 'agency_session_name')
  if (!/^[\w+=,.@-]{2,128}$/.test(name)) throw malformed(`agency_session_name: ${name}`)
  if (!PROVIDER_URN.test(text(body, 'provider_urn'))) throw malformed('provider_urn')
  const seconds = body.duration_seconds ?? oidc.sessionSeconds
  if (typeof seconds !== 'number' || !Number.isInteger(seconds)) throw malformed('duration_seconds')
  const asked = body.duration_seconds !== undefined
  if (asked && (seconds < 900 || seconds > 43_200)) throw malformed(`duration_seconds: ${seconds}`)
  if (seconds > oidc.maxSessionSeconds) throw stsRefusal('the session would last too long')
  checkTrust(body, claims, service)
  return { name, seconds }
}

function checkTrust(body: Fields, claims: Fields | undefined, service: Service): void {
  const { oidc } = service.settings
  if (claims === undefined) throw stsRefusal('the identity token is invalid')
  if (Number(claims.exp) * 1_000 <= service.now()) throw stsRefusal('the identity token expired')
  if (claims.aud !== oidc.audience) throw stsRefusal('the audience is not trusted')
  if (body.provider_urn !== oidc.providerUrn) throw stsRefusal('the provider is unknown')
  if (body.agency_urn !== oidc.agencyUrn) throw stsRefusal('the agency is unknown')
}

function temporaryKey(session: number, expiresAt: number): Required<AccessKey> {
  const random = createHash('sha512').update(`session ${session}`).digest('hex')
  return {
    accessKeyId: `HST${random.slice(0, 17).toUpperCase()}`,
    secretAccessKey: random.slice(20, 60),
    securityToken: `hQpjbi${Buffer.from(random, 'hex').toString('base64')}`,
    expiresAt,
  }
}

function assumed(key: Required<AccessKey>, session: string, oidc: OidcTrust) {
  const [, , account = '', , agency = ''] = oidc.agencyUrn.split(':')
  return {
    assumed_agency: {
      id: `0a1b2c3d4e5f:${session}`,
      urn: `sts::${account}:assumed-agency:${agency}/${session}`,
    },
    audience: oidc.audience,
    provider: oidc.providerUrn,
    source_identity: null,
    subject_from_id_token: oidc.subject,
    credentials: {
      access_key_id: key.accessKeyId,
      secret_access_key: key.secretAccessKey,
      security_token: key.securityToken,
      expiration: new Date(key.expiresAt).toISOString(),
    },
  }
}
