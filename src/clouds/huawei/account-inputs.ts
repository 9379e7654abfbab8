import {
  baseUrl,
  endpointProblem,
  type InputGroup,
  type InputSheet,
  onOneLine,
} from '../../inputs/index.js'
import {
  CREDENTIAL_INPUTS,
  CREDENTIAL_VARIABLES,
  type CredentialInput,
  readCredentials,
} from './credentials.js'
import { REGION_INPUT, regionOf } from './region.js'
import { REGIONS } from './regions.js'
import type { HuaweiConfig } from './sign-in/index.js'

type EndpointInput = 'iam-endpoint' | 'sts-endpoint'
type Name = 'region' | EndpointInput | CredentialInput

/** The inputs of every action that signs in to Huawei Cloud. */
export const huaweiAccount: InputGroup<Name, HuaweiConfig> = {
  table: { ...REGION_INPUT, 'iam-endpoint': {}, 'sts-endpoint': {}, ...CREDENTIAL_INPUTS },
  secretVariables: CREDENTIAL_VARIABLES,
  read: (sheet) => {
    const region = regionOf(sheet)
    const known = REGIONS.get(region)
    const credentials = readCredentials(sheet, region)
    const iam = signInEndpoint(sheet, 'iam-endpoint', known?.iam)
    const sts = signInEndpoint(sheet, 'sts-endpoint', known?.sts)
    const method = credentials?.method
    if (method === 'password' && lacks(sheet, 'iam-endpoint', iam)) {
      sheet.problem(withoutIam(region))
    }
    if (method === 'oidc' && lacks(sheet, 'sts-endpoint', sts)) sheet.problem(withoutSts(region))
    if (credentials === undefined) return undefined
    return {
      credentials,
      ...(region !== '' && { region }),
      ...(iam && { iam }),
      ...(sts && { sts }),
    }
  },
}

function signInEndpoint(
  sheet: InputSheet<Name>,
  input: EndpointInput,
  host: string | undefined,
): URL | undefined {
  const given = sheet.text(input)
  if (given === '') return host === undefined ? undefined : baseUrl(`https://${host}`)
  const problem = endpointProblem(`Input ${input}`, given)
  if (problem === undefined) return baseUrl(given)
  sheet.problem(problem)
  return undefined
}

/** Whether the endpoint is neither given nor known from the region. A bad one is a problem already. */
function lacks(sheet: InputSheet<Name>, input: EndpointInput, endpoint: URL | undefined): boolean {
  return endpoint === undefined && sheet.text(input) === ''
}

function withoutIam(region: string): string {
  return `${placeOf(region)} no known IAM host. Set iam-endpoint, or use access keys or a token.`
}

function withoutSts(region: string): string {
  return (
    `${placeOf(region)} no known STS host, where oidc-provider-urn signs in. Set sts-endpoint, or use ` +
    'access-key-id and secret-access-key, username and password, or token.'
  )
}

function placeOf(region: string): string {
  return region === '' ? 'Without region there is' : `Region ${onOneLine(region)} has`
}
