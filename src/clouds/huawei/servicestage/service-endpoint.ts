import { serviceEndpoint } from '../service-endpoint.js'

/** Where ServiceStage answers as `servicestage.{region}.myhuaweicloud.com` (the list of its SDK for Node.js). */
const REGIONS = [
  'cn-north-1',
  'cn-north-4',
  'cn-east-2',
  'cn-east-3',
  'cn-south-1',
  'cn-southwest-2',
  'ap-southeast-1',
  'ap-southeast-2',
  'ap-southeast-3',
  'ap-southeast-4',
  'af-south-1',
  'la-north-2',
  'la-south-2',
  'sa-brazil-1',
  'tr-west-1',
  'ru-moscow-1',
] as const

const KNOWN = new Set<string>(REGIONS)

export const releaseEndpoint = serviceEndpoint({
  name: 'ServiceStage',
  regions: REGIONS,
  hostIn: (region) => (KNOWN.has(region) ? `servicestage.${region}.myhuaweicloud.com` : undefined),
})
