/** Writes the JSON schemas of definitions, by which editors complete them, from the forms that the reader checks. */
import { writeFileSync } from 'node:fs'
import { format, resolveConfig } from 'prettier'
import { DEFINITION_SCHEMAS } from '../src/clouds/huawei/codearts-build/definitions/index.js'

for (const [kind, schema] of Object.entries(DEFINITION_SCHEMAS)) {
  const file = `${kind}/definition.schema.json`
  const config = await resolveConfig(file)
  writeFileSync(file, await format(JSON.stringify(schema), { ...config, filepath: file }))
}
