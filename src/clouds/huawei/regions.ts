/** Hosts of one region; a service that the region doesn't have, or whose host nobody documents, is absent. */
export interface Region {
  readonly build?: string
  readonly iam?: string
  readonly sts?: string
}

/**
 * Where CodeArts Build answers as `cloudbuild-ext.{region}.myhuaweicloud.com` (CodeArts Build API reference,
 * "Endpoints", and the service's SDKs).
 */
const BUILD = [
  'cn-north-1',
  'cn-north-4',
  'cn-northeast-1',
  'cn-east-2',
  'cn-east-3',
  'cn-south-1',
  'cn-south-2',
  'cn-southwest-2',
  'ap-southeast-3',
  'la-north-2',
  'la-south-2',
  'sa-brazil-1',
  'tr-west-1',
] as const

/** Assumption: IAM answers by this pattern in every region of the same domain (IAM API reference, "Endpoints"). */
const IAM_HOST = (region: string): string => `iam.${region}.myhuaweicloud.com`

/** Where STS answers as `sts.{region}.myhuaweicloud.com` (its SDK's list). */
const STS = new Set<string>([
  'cn-north-4',
  'cn-south-1',
  'cn-east-3',
  'cn-southwest-2',
  'ap-southeast-1',
  'ap-southeast-2',
  'ap-southeast-3',
  'ap-southeast-4',
  'sa-brazil-1',
  'la-south-2',
  'af-south-1',
  'tr-west-1',
])

/** Regions whose sign-in services are documented and whose build service is not: they need `endpoint`. */
const SIGN_IN_ONLY = [
  'ap-southeast-1',
  'ap-southeast-2',
  'ap-southeast-4',
  'af-south-1',
  'cn-north-2',
  'cn-north-9',
  'na-mexico-1',
  'my-kualalumpur-1',
  'eu-west-0',
] as const

function region(name: string): Region {
  return {
    iam: IAM_HOST(name),
    ...(STS.has(name) && { sts: `sts.${name}.myhuaweicloud.com` }),
  }
}

export const REGIONS: ReadonlyMap<string, Region> = new Map<string, Region>([
  ...BUILD.map((name): [string, Region] => [
    name,
    { ...region(name), build: `cloudbuild-ext.${name}.myhuaweicloud.com` },
  ]),
  ...SIGN_IN_ONLY.map((name): [string, Region] => [name, region(name)]),
  // The European sovereign region has a domain of its own, and no documented STS host.
  [
    'eu-west-101',
    {
      build: 'build-backend.eu-west-101.myhuaweicloud.eu',
      iam: 'iam.eu-west-101.myhuaweicloud.eu',
    },
  ],
])

/** Regions in which `region` alone is enough. */
export const BUILD_REGIONS: readonly string[] = [...BUILD, 'eu-west-101']
