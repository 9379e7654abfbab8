import type { JsonObject } from '../../../../../text/index.js'
import { list } from './collections.js'
import { jsonMap } from './json-map.js'
import { object } from './object.js'
import { flag, text } from './scalars.js'

/** A step list holds 50 at most (CodeArts Build, "Notes and Constraints"). */
const MOST_STEPS = 50

export interface StepDefinition {
  readonly name: string
  /** The whole id of the module. */
  readonly module: string
  readonly version?: string
  readonly enabled?: boolean
  readonly with?: JsonObject
}

/** `20043` is short for the whole id that the service gives its own modules. */
const MODULE_NUMBER = /^\d{1,9}$/

export function moduleId(written: string): string {
  return MODULE_NUMBER.test(written) ? `devcloud2018.codeci_action_${written}.action` : written
}

const STEP = {
  name: text({
    pattern: /^[^\n]{1,128}$/,
    rule: '1 to 128 characters',
    description: 'Name of the step.',
  }),
  module: text({
    pattern: /^\S{1,256}$/,
    rule: 'the number or the whole id of a step module',
    description:
      'Id of the step module; a number is short for devcloud2018.codeci_action_<number>.action.',
  }),
  version: text({
    pattern: /^\S{1,64}$/,
    rule: 'a version',
    description: 'Version of the step module.',
  }),
  enabled: flag('Whether the step runs.'),
  with: jsonMap("Properties of the step. What isn't named here stays as it is."),
} as const

export const steps = list(
  object(['name', 'module'], { description: 'A step.', shapes: STEP }),
  'Steps, in their order. An empty list removes all.',
  MOST_STEPS,
)
