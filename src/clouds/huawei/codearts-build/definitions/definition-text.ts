import { stringify } from 'yaml'
import type { JsonObject } from '../../../../text/index.js'

/** YAML text, always the same for the same value: long lines are not folded, text of several lines becomes a block. */
export function yamlText(value: JsonObject): string {
  return stringify(value, {
    version: '1.2',
    schema: 'core',
    lineWidth: 0,
    blockQuote: 'literal',
    aliasDuplicateObjects: false,
  })
}
