import type { ServiceConfig } from '../../config.js'
import { nearest } from './nearest.js'
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
  const problems: string[] = []
  const report = (problem: string): undefined => void problems.push(problem)
  const known = raw.region === undefined ? undefined : REGIONS.get(raw.region)
  const pick = (input: string, given: string | undefined, host: string | undefined) =>
    given === undefined ? host && new URL(`https://${host}`) : baseUrl(input, given, report)

  const build = pick('endpoint', raw.endpoint, known?.build)
  const iam = pick('iam-endpoint', raw.iamEndpoint, known?.iam)
  const sts = pick('sts-endpoint', raw.stsEndpoint, known?.sts)
  if (build === undefined && raw.endpoint === undefined) report(withoutBuild(raw.region))
  const place = raw.region === undefined ? 'No region is given' : `Region ${shown(raw.region)}`
  if (need === 'iam' && iam === undefined && raw.iamEndpoint === undefined) {
    report(`${place}: no known IAM host for it. Set iam-endpoint, or use access keys or a token.`)
  }
  if (need === 'sts' && sts === undefined && raw.stsEndpoint === undefined) {
    report(
      `${place}: no known STS host, which oidc-provider-urn signs in at. Set sts-endpoint, or use ` +
        'access-key-id and secret-access-key, username and password, or token.',
    )
  }
  if (build === undefined || build === '' || problems.length > 0) return { problems }
  return {
    problems,
    service: {
      ...(raw.region !== undefined && { region: raw.region }),
      build,
      ...(iam !== undefined && iam !== '' && { iam }),
      ...(sts !== undefined && sts !== '' && { sts }),
    },
  }
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

/** A base URL without a trailing slash in its path. Plain HTTP would show credentials to the network. */
function baseUrl(
  input: string,
  given: string,
  report: (problem: string) => undefined,
): URL | undefined {
  if (!URL.canParse(given)) return report(`${input} is not a URL; it takes e.g. https://host.`)
  const url = new URL(given)
  if (url.username !== '' || url.password !== '') {
    return report(`${input} holds a user name or password; credentials have inputs of their own.`)
  }
  if (given.includes('?') || given.includes('#')) {
    return report(`${input} holds a query or fragment; it takes a base URL, e.g. https://host.`)
  }
  const plain = url.protocol === 'http:' && isLoopback(url.hostname)
  if ((url.protocol !== 'https:' && !plain) || url.hostname === '') {
    return report(
      `${input} must begin with https: (http: only for 127.0.0.0/8, localhost or ::1), not ` +
        `${shown(url.protocol)}//${shown(url.host)}.`,
    )
  }
  url.pathname = url.pathname.replace(/\/+$/, '')
  return url
}

/** `URL` has already brought every notation of an IPv4 address into dotted form. */
export function isLoopback(hostname: string): boolean {
  return hostname === 'localhost' || hostname === '[::1]' || /^127(\.\d{1,3}){3}$/.test(hostname)
}

function shown(text: string): string {
  return text.slice(0, 80)
}
