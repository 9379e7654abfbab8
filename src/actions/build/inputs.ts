import { resolveService } from '../../clouds/huawei/endpoints.js'
import type { Config } from '../../config.js'
import { readConfig } from '../../inputs/inputs.js'
import type { Surroundings } from '../entry.js'

/** The checked inputs; every problem is printed as an error of its own, and then there are none. */
export function readConfiguration({ env, console, mask }: Surroundings): Config | undefined {
  const { config, problems, warnings } = readConfig(env, resolveService, mask)
  for (const warning of warnings) console.annotate('warning', warning)
  for (const problem of problems) console.annotate('error', problem)
  return config
}
