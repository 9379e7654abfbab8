import type { InputSheet, InputTable } from '../../inputs/index.js'

/** The row that each group shares which goes by the region. */
export const REGION_INPUT = { region: {} } satisfies InputTable<'region'>

/** The region of the input or of the environment; empty where neither names one. */
export function regionOf(sheet: InputSheet<'region'>): string {
  return sheet.text('region') || sheet.variable('HUAWEI_CLOUD_REGION')
}
