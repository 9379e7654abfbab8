import type { InputGroup } from '../../inputs/index.js'
import { CREDENTIAL_INPUTS, CREDENTIAL_VARIABLES, readCredentials } from './credentials.js'
import { readRegion, REGION_INPUT } from './region.js'
import { serviceEndpoint } from './service-endpoint.js'
import type { AwsConfig } from './sign-in/index.js'

const sts = serviceEndpoint({
  input: 'sts-endpoint',
  variable: 'AWS_ENDPOINT_URL_STS',
  host: 'sts',
})

type Name = 'region' | 'sts-endpoint' | keyof typeof CREDENTIAL_INPUTS

/** The inputs of every action that signs in to AWS. */
export const awsAccount: InputGroup<Name, AwsConfig> = {
  table: { ...REGION_INPUT, ...CREDENTIAL_INPUTS, ...sts.table },
  secretVariables: CREDENTIAL_VARIABLES,
  read: (sheet) => {
    const region = readRegion(sheet)
    const credentials = readCredentials(sheet)
    const endpoint = sts.read(sheet)
    if (region === undefined || credentials === undefined || endpoint === undefined)
      return undefined
    return { region, credentials, sts: endpoint }
  },
}
