import type { ServiceConfig } from '../../config.js'
import { nearest } from '../../text/similar-names.js'
import { BUILD_REGIONS, REGIONS } from './regions.js'

/** The inputs that choose the endpoints, as given. */
export interface RawService {
  readonly region?: string
  readonly endpoint?: string
  readonly iamEndpoint?: string
  readonly stsEndpoint?: string
}

export interface ResolvedService {
  readonly service?: ServiceConfig
  /** One line each: what is wrong, and what is accepted. */
  readonly problems: readonly string[]
}

/** From region and overrides to base URLs; `need` is the sign-in service that the credentials call. */
export function resolveService(raw: RawService, need: 'iam' | 'sts' | 'none'): ResolvedService {
  const known = raw.region === undefined ? undefined : REGIONS.get(raw.region)
  const given: readonly (readonly [input: string, value: string | undefined])[] = [
    ['endpoint', raw.endpoint],
    ['iam-endpoint', raw.iamEndpoint],
    ['sts-endpoint', raw.stsEndpoint],
  ]
  const problems = given.flatMap(([input, value]) =>
    value === undefined ? [] : (problemOf(input, value) ?? []),
  )
  const build = raw.endpoint ?? https(known?.build)
  const iam = raw.iamEndpoint ?? https(known?.iam)
  const sts = raw.stsEndpoint ?? https(known?.sts)
  if (build === undefined) problems.push(withoutBuild(raw.region))
  if (need === 'iam' && iam === undefined) problems.push(withoutIam(raw.region))
  if (need === 'sts' && sts === undefined) problems.push(withoutSts(raw.region))
  if (build === undefined || problems.length > 0) return { problems }
  return {
    problems,
    service: {
      ...(raw.region !== undefined && { region: raw.region }),
      build: baseUrl(build),
      ...(iam !== undefined && { iam: baseUrl(iam) }),
      ...(sts !== undefined && { sts: baseUrl(sts) }),
    },
  }
}

function https(host: string | undefined): string | undefined {
  return host === undefined ? undefined : `https://${host}`
}

function withoutIam(region: string | undefined): string {
  return `${placeOf(region)} no known IAM host. Set iam-endpoint, or use access keys or a token.`
}

function withoutSts(region: string | undefined): string {
  return (
    `${placeOf(region)} no known STS host, where oidc-provider-urn signs in. Set sts-endpoint, or use ` +
    'access-key-id and secret-access-key, username and password, or token.'
  )
}

function placeOf(region: string | undefined): string {
  return region === undefined ? 'Without region there is' : `region ${shown(region)} has`
}

function withoutBuild(region: string | undefined): string {
  if (region === undefined) {
    return `region is missing: set it (${BUILD_REGIONS.join(', ')}), or set endpoint.`
  }
  const near = nearest(region, BUILD_REGIONS, BUILD_REGIONS.length)
  return (
    `region ${shown(region)} has no known CodeArts Build endpoint. Known, the nearest first: ` +
    `${near.join(', ')}. For another region set endpoint.`
  )
}

/** Why a text is no base URL for this action; plain HTTP would show credentials to the network. */
function problemOf(input: string, given: string): string | undefined {
  if (!URL.canParse(given)) return `${input} is not a URL; it takes e.g. https://host.`
  const url = new URL(given)
  if (url.username !== '' || url.password !== '') {
    return `${input} holds a user name or password; credentials have inputs of their own.`
  }
  if (given.includes('?') || given.includes('#')) {
    return `${input} holds a query or fragment; it takes a base URL, e.g. https://host.`
  }
  const plain = url.protocol === 'http:' && isLoopback(url.hostname)
  if ((url.protocol !== 'https:' && !plain) || url.hostname === '') {
    return (
      `${input} must begin with https: (http: only for 127.0.0.0/8, localhost or ::1), not ` +
      `${shown(url.protocol)}//${shown(url.host)}.`
    )
  }
  return undefined
}

function baseUrl(given: string): URL {
  const url = new URL(given)
  url.pathname = url.pathname.replace(/\/+$/, '')
  return url
}

/** `URL` has already brought every notation of an IPv4 address into dotted form. */
export function isLoopback(hostname: string): boolean {
  return hostname === 'localhost' || hostname === '[::1]' || /^127(\.\d{1,3}){3}$/.test(hostname)
}

/** On one line: a problem is one. */
function shown(text: string): string {
  return text.slice(0, 80).replace(/[\p{Cc}\u2028\u2029]+/gu, ' ')
}
