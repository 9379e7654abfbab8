import { stringify } from 'yaml'
import type { JsonObject } from '../../../../text/index.js'

/** The same value has the same text always: long lines stay whole, several lines become a block. */
export function yamlText(value: JsonObject): string {
  return stringify(value, {
    version: '1.2',
    schema: 'core',
    lineWidth: 0,
    blockQuote: 'literal',
    aliasDuplicateObjects: false,
  })
}
