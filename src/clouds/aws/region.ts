import type { InputSheet, InputTable } from '../../inputs/index.js'

/** The row that each group shares which goes by the region. */
export const REGION_INPUT = { region: {} } satisfies InputTable<'region'>

/** A region's name becomes a part of host names: nothing else may get in there. */
const REGION = /^[a-z]{2,8}(?:-[a-z0-9]{1,16}){1,4}$/

/** The region of the input or of the environment; undefined, and a problem, where there is none. */
export function readRegion(sheet: InputSheet<'region'>): string | undefined {
  const region =
    sheet.text('region') || sheet.variable('AWS_REGION') || sheet.variable('AWS_DEFAULT_REGION')
  if (REGION.test(region)) return region
  sheet.problem(
    region === ''
      ? 'region is missing: set it, e.g. us-east-1, or set the environment variable AWS_REGION.'
      : `region is ${sheet.quoted(region)}: it must be the name of an AWS region, e.g. us-east-1.`,
  )
  return undefined
}
