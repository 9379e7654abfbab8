import { baseUrl, endpointProblem, type InputGroup, onOneLine } from '../../inputs/index.js'
import { regionNamed } from './region-names.js'
import { nearest } from '../../text/index.js'
import { REGION_INPUT, regionOf } from './region.js'

/** A service of this cloud and where it is known to answer. */
export interface KnownService {
  /** As people call it, e.g. `CodeArts Build`. */
  readonly name: string
  /** Regions in which `region` alone is enough. */
  readonly regions: readonly string[]
  /** Undefined for a region that isn't among them. */
  hostIn(region: string): string | undefined
}

/** The base URL of a service: given, or known from the region. */
export function serviceEndpoint(service: KnownService): InputGroup<'region' | 'endpoint', URL> {
  return {
    table: { ...REGION_INPUT, endpoint: {} },
    read: (sheet) => {
      const given = sheet.text('endpoint')
      if (given !== '') {
        const problem = endpointProblem('Input endpoint', given)
        if (problem === undefined) return baseUrl(given)
        sheet.problem(problem)
        return undefined
      }
      const region = regionOf(sheet)
      const host = service.hostIn(region)
      if (host !== undefined) return baseUrl(`https://${host}`)
      const named = regionNamed(region)
      sheet.problem(
        named === undefined
          ? unknownRegion(service, region)
          : `Input region is ${sheet.quoted(region)}, which is its name; set its id: ${named}.`,
      )
      return undefined
    },
  }
}

function unknownRegion({ name, regions }: KnownService, region: string): string {
  if (region === '')
    return `Input region is missing: set it (${regions.join(', ')}), or set endpoint.`
  const near = nearest(region, regions, regions.length)
  return (
    `Region ${onOneLine(region)} has no known ${name} endpoint. Known, the nearest first: ` +
    `${near.join(', ')}. For another region set endpoint.`
  )
}
