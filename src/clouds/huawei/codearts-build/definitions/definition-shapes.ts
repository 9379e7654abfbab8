import type { JsonObject } from '../../../../text/index.js'
import { type Complain, type PlacedMap } from './placed.js'
import {
  anyText,
  choice,
  constant,
  flag,
  jsonMap,
  list,
  mapOf,
  object,
  type Shape,
  text,
} from './shape.js'

/** A step list holds 50 at most (CodeArts Build, "Notes and Constraints"). */
const MOST_STEPS = 50
const MOST_ITEMS = 100

const NOTICE_TYPES = ['MESSAGE', 'MAIL', 'WECOM', 'DING_TALK', 'FEISHU'] as const
const NOTICE_EVENTS = [
  'buildJobSuccess',
  'buildJobFail',
  'updateConfigJob',
  'deleteJob',
  'forbiddenJob',
] as const
export type NoticeEvent = (typeof NOTICE_EVENTS)[number]

export interface ParameterDefinition {
  readonly default?: string
  readonly values?: readonly string[]
  readonly runtime?: boolean
  readonly description?: string
  readonly sensitive?: boolean
  readonly valueFrom?: { readonly env: string }
  readonly type?: string
}

export interface StepDefinition {
  readonly name: string
  /** The whole id of the module. */
  readonly module: string
  readonly version?: string
  readonly enabled?: boolean
  readonly with?: JsonObject
}

export interface TriggerDefinition {
  readonly cron?: string
  readonly timeZone?: string
  readonly name?: string
  readonly parameters?: ReadonlyMap<string, string>
}

export type ScmDefinition = Readonly<Partial<Record<ScmKey, string | boolean>>>

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

export interface TemplateDefinition {
  readonly name: string
  readonly description?: string
  readonly parameters?: ReadonlyMap<string, ParameterDefinition>
  readonly steps: readonly StepDefinition[]
}

const parameter: Shape<ParameterDefinition> = object([], {
  description: 'A build parameter. Keys that are left out stay as they are.',
  shapes: {
    default: anyText('Default value.'),
    values: list(anyText('One of the values.'), MOST_ITEMS, 'The values to choose from.'),
    runtime: flag('Whether it may be set when a build is started.'),
    description: anyText('What it is for.'),
    sensitive: flag('Whether its value is a secret.'),
    valueFrom: object(['env'], {
      description: 'Where the value of a sensitive parameter comes from.',
      shapes: {
        env: text({
          pattern: /^[A-Za-z_][A-Za-z0-9_]{0,127}$/,
          rule: 'the name of an environment variable',
          description: 'Name of an environment variable of the step.',
        }),
      },
    }),
    type: text({
      pattern: /^\w{1,64}$/,
      rule: "one of the service's words for a kind of parameter, e.g. normalparam",
      description:
        "The service's own word for the kind, where it is neither plain nor an enumeration.",
    }),
  },
  check: checkSecret,
  schema: {
    if: { properties: { sensitive: { const: true } }, required: ['sensitive'] },
    then: { not: { required: ['default'] } },
    else: { not: { required: ['valueFrom'] } },
  },
})

/** Neither message quotes the default: it is a secret that should not stand there. */
function checkSecret({ entries }: PlacedMap, complain: Complain): void {
  const sensitive = entries.get('sensitive')
  const isSensitive = sensitive?.kind === 'scalar' && sensitive.value === true
  const literal = entries.get('default')
  if (isSensitive && literal !== undefined) {
    complain(
      literal,
      'A sensitive parameter takes no default from the file, where everybody can read it: use valueFrom: {env: NAME}.',
    )
  }
  const from = entries.get('valueFrom')
  if (!isSensitive && from !== undefined) {
    complain(from, 'valueFrom needs sensitive: true beside it.')
  }
}

const parameters = mapOf(
  { pattern: /^[A-Za-z0-9_]{1,128}$/, rule: '1 to 128 letters, digits and _' },
  parameter,
  'Build parameters by name.',
)

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

const steps = list(
  object(['name', 'module'], { description: 'A step.', shapes: STEP }),
  MOST_STEPS,
  'Steps, in their order. An empty list removes all.',
)

/** All keys that the API description has for a repository; each is text or a flag there. */
const SCM_TEXTS = [
  'scm_type',
  'url',
  'branch',
  'build_type',
  'repo_id',
  'repo_name',
  'group_name',
  'web_url',
  'depth',
  'end_point_id',
  'source',
] as const
const SCM_FLAGS = ['is_auto_build', 'enable_git_lfs'] as const
export type ScmKey = (typeof SCM_TEXTS)[number] | (typeof SCM_FLAGS)[number]
export const SCM_KEYS: readonly ScmKey[] = [...SCM_TEXTS, ...SCM_FLAGS]

const scms = list(
  object([], {
    description: 'A repository. Keys that are left out stay as they are.',
    shapes: {
      ...Object.fromEntries(SCM_TEXTS.map((name) => [name, anyText(`${name} of the API.`)])),
      ...Object.fromEntries(SCM_FLAGS.map((name) => [name, flag(`${name} of the API.`)])),
    },
  }) as Shape<ScmDefinition>,
  MOST_ITEMS,
  'Repositories, in their order. An empty list removes all.',
)

const triggers = list(
  object([], {
    description: 'A timer, or another trigger by its own name.',
    shapes: {
      cron: text({
        pattern: /^\S.{0,255}$/,
        rule: 'a cron expression, e.g. "53 15 * * 1,2,3,4,5"',
        description: 'When to build.',
      }),
      timeZone: text({
        pattern: /^\S{1,64}$/,
        rule: 'a time zone, e.g. Asia/Shanghai',
        description: 'Time zone of cron.',
      }),
      name: text({
        pattern: /^\S{1,256}$/,
        rule: 'the name of a trigger',
        description: 'Name of a trigger that is no timer.',
      }),
      parameters: mapOf(
        { pattern: /^\S{1,128}$/, rule: 'a name without blanks' },
        anyText('Value.'),
        'Parameters of that trigger.',
      ),
    },
    check: ({ entries, path, place }, complain) => {
      const [timer, named] = [entries.has('cron'), entries.has('name')]
      const mixed = (timer && entries.has('parameters')) || (named && entries.has('timeZone'))
      if (timer === named || mixed) {
        complain({ path, place }, 'A trigger has cron and timeZone, or name and parameters.')
      }
    },
    schema: {
      oneOf: [
        { required: ['cron'], not: { required: ['parameters'] } },
        { required: ['name'], not: { required: ['timeZone'] } },
      ],
    },
  }),
  MOST_ITEMS,
  'Triggers, in their order. An empty list removes all.',
)

const notifications = object([], {
  description: 'The events that are told, by the way they are told.',
  shapes: Object.fromEntries(
    NOTICE_TYPES.map((type) => [
      type,
      list(
        choice(NOTICE_EVENTS, 'An event.'),
        MOST_ITEMS,
        `Events told by ${type}; none: an empty list.`,
      ),
    ]),
  ),
}) as Shape<Readonly<Record<string, readonly NoticeEvent[]>>>

/** Fields of the call that the definition has keys for, and those that only the service writes. */
const OWN_FIELDS = [
  ...['job_id', 'project_id', 'job_name', 'arch', 'flavor', 'timeout', 'scms', 'parameters'],
  ...['triggers', 'steps'],
]

const JOB_NAME = /^[\p{Script=Han}A-Za-z0-9_-]{1,115}$/u
const PROJECT_ID = /^[0-9A-Za-z_-]{1,64}$/

export const TASK_FILE: Shape<{ readonly version: 1; readonly task: TaskDefinition }> = file(
  'task',
  object(['project', 'name', 'arch'], {
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
  }),
)

export const TEMPLATE_FILE: Shape<{ readonly version: 1; readonly template: TemplateDefinition }> =
  file(
    'template',
    object(['name', 'steps'], {
      description: 'The build template. Only what stands here is managed.',
      shapes: {
        name: text({
          pattern: /^[^\n]{1,256}$/,
          rule: '1 to 256 characters',
          description: 'Name of the template.',
        }),
        description: anyText('What it is for.'),
        parameters,
        steps,
      },
    }),
  )

function file(key: string, body: Shape<unknown>): Shape<never> {
  return object(['version', key], {
    description: `A ${key} as code.`,
    shapes: {
      version: constant(1, 'Version of this form.'),
      [key]: body,
    },
  }) as Shape<unknown> as Shape<never>
}
