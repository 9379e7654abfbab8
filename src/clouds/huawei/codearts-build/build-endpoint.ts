import { BUILD_REGIONS, REGIONS } from '../regions.js'
import { serviceEndpoint } from '../service-endpoint.js'

export const buildEndpoint = serviceEndpoint({
  name: 'CodeArts Build',
  regions: BUILD_REGIONS,
  hostIn: (region) => REGIONS.get(region)?.build,
})
