/** A group of regions with names of their own in the network. */
export interface Partition {
  /** As ARNs name it, e.g. `aws-cn`. */
  readonly name: string
  readonly dnsSuffix: string
  /** Of the console's host, after the region; absent where it is not known. */
  readonly console?: string
}

/** By the beginnings of region names (AWS SDKs, `partitions.json`); all others are of the commercial partition. */
const PARTITIONS: readonly (readonly [prefix: string, partition: Partition])[] = [
  ['cn-', { name: 'aws-cn', dnsSuffix: 'amazonaws.com.cn', console: 'console.amazonaws.cn' }],
  [
    'us-gov-',
    { name: 'aws-us-gov', dnsSuffix: 'amazonaws.com', console: 'console.amazonaws-us-gov.com' },
  ],
  ['us-isob-', { name: 'aws-iso-b', dnsSuffix: 'sc2s.sgov.gov' }],
  ['us-isof-', { name: 'aws-iso-f', dnsSuffix: 'csp.hci.ic.gov' }],
  ['us-iso-', { name: 'aws-iso', dnsSuffix: 'c2s.ic.gov' }],
  ['eu-isoe-', { name: 'aws-iso-e', dnsSuffix: 'cloud.adc-e.uk' }],
  ['eusc-', { name: 'aws-eusc', dnsSuffix: 'amazonaws.eu' }],
]

const COMMERCIAL: Partition = {
  name: 'aws',
  dnsSuffix: 'amazonaws.com',
  console: 'console.aws.amazon.com',
}

export function partitionOf(region: string): Partition {
  return PARTITIONS.find(([prefix]) => region.startsWith(prefix))?.[1] ?? COMMERCIAL
}
