import { baseUrl, endpointProblem, type InputGroup, type InputSheet } from '../../inputs/index.js'
import { partitionOf } from './partitions.js'
import { readRegion, REGION_INPUT } from './region.js'

/** Where the address of a service may be set, and what it is called in the region's own one. */
export interface KnownAddress<Input extends string> {
  readonly input: Input
  /** As the AWS SDKs name it, e.g. `AWS_ENDPOINT_URL_CODEBUILD`. */
  readonly variable: string
  /** The first part of the host, e.g. `codebuild`. */
  readonly host: string
}

const ALL_SERVICES = 'AWS_ENDPOINT_URL'

/** The base URL of a service: the input, else its variable, else the variable for all, else by the region. */
export function serviceEndpoint<const Input extends string>(
  address: KnownAddress<Input>,
): InputGroup<'region' | Input, URL> {
  return {
    table: { ...REGION_INPUT, [address.input]: {} } as Record<'region' | Input, object>,
    read: (sheet) => readEndpoint(sheet, address),
  }
}

function readEndpoint<Input extends string>(
  sheet: InputSheet<'region' | Input>,
  { input, variable, host }: KnownAddress<Input>,
): URL | undefined {
  const [from, given] = [
    [input, sheet.text(input)] as const,
    ...[variable, ALL_SERVICES].map((name) => [name, sheet.variable(name)] as const),
  ].find(([, value]) => value !== '') ?? ['', '']
  if (given !== '') {
    const problem = endpointProblem(from, given)
    if (problem === undefined) return baseUrl(given)
    sheet.problem(problem)
    return undefined
  }
  const region = readRegion(sheet)
  return region === undefined
    ? undefined
    : new URL(`https://${host}.${region}.${partitionOf(region).dnsSuffix}`)
}
