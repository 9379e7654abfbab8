import type { JsonObject } from '../../../../../text/index.js'
import { type NoticeEvent, notifications } from './notification.js'
import { type ParameterDefinition, parameters } from './parameter.js'
import { type ScmDefinition, scms } from './scm.js'
import { jsonMap } from './json-map.js'
import { object } from './object.js'
import { choice, constant, flag, text } from './scalars.js'
import type { Shape } from './shape.js'
import { type StepDefinition, steps } from './step.js'
import { type TriggerDefinition, triggers } from './trigger.js'

export interface TaskDefinition {
  readonly project: string
  readonly name: string
  readonly arch: string
  readonly flavor?: string
  readonly disabled?: boolean
  readonly timeout?: { readonly limit: string; readonly unit: string }
  readonly scms?: readonly ScmDefinition[]
  readonly parameters?: ReadonlyMap<string, ParameterDefinition>
  readonly triggers?: readonly TriggerDefinition[]
  readonly template?: string
  readonly steps?: readonly StepDefinition[]
  readonly notifications?: Readonly<Record<string, readonly NoticeEvent[]>>
  readonly raw?: JsonObject
}

/** Fields of the call that the definition has keys for, and those that only the service writes. */
const OWN_FIELDS = [
  ...['job_id', 'project_id', 'job_name', 'arch', 'flavor', 'timeout', 'scms', 'parameters'],
  ...['triggers', 'steps'],
]

const JOB_NAME = /^[\p{Script=Han}A-Za-z0-9_-]{1,115}$/u
const PROJECT_ID = /^[0-9A-Za-z_-]{1,64}$/

const task: Shape<TaskDefinition> = object(['project', 'name', 'arch'], {
  description: 'The build task. Only what stands here is managed.',
  shapes: {
    project: text({
      pattern: PROJECT_ID,
      rule: 'the id of a CodeArts project, e.g. 32 hex digits',
      description: 'Id of the CodeArts project.',
    }),
    name: text({
      pattern: JOB_NAME,
      rule: '1 to 115 letters, digits, _, - and Chinese characters',
      description: 'Name of the task.',
    }),
    arch: choice(['x86-64', 'arm'], 'Architecture of the machine.'),
    flavor: text({
      pattern: /^[\w.-]{1,64}$/,
      rule: 'a specification of the machine, e.g. 2u8g',
      description: 'Specification of the machine.',
    }),
    disabled: flag('Whether the task is disabled.'),
    timeout: object(['limit', 'unit'], {
      description: "Time limit of a build. It is sent, and can't be read back.",
      shapes: {
        limit: text({
          pattern: /^[1-9]\d{0,5}$/,
          rule: 'a whole number from 1 on',
          description: 'How long.',
        }),
        unit: choice(['minute', 'hour'], 'Unit of limit.'),
      },
    }),
    scms,
    parameters,
    triggers,
    template: text({
      pattern: /^[^\n]{1,256}$/,
      rule: 'the name of a build template',
      description: 'Name of a build template that gives the steps, where steps is left out.',
    }),
    steps,
    notifications,
    raw: jsonMap('Other top-level fields of the call, passed on as they are.', OWN_FIELDS),
  },
})

export const TASK_FILE = object(['version', 'task'], {
  description: 'A task as code.',
  shapes: { version: constant(1, 'Version of this form.'), task },
})
