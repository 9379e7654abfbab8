import type * as yaml from './yaml.js'

export type Yaml = typeof yaml

/** The YAML library, loaded when first asked for: most steps never read YAML, and it is half as large as all the rest. */
export function loadYaml(): Promise<Yaml> {
  return import(/* webpackIgnore: true */ './yaml.js')
}
