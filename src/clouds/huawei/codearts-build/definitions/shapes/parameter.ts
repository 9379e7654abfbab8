import type { Complain, PlacedMap } from './placed.js'
import { list, mapOf } from './collections.js'
import { object } from './object.js'
import { anyText, flag, text } from './scalars.js'
import type { Shape } from './shape.js'

export interface ParameterDefinition {
  readonly default?: string
  readonly values?: readonly string[]
  readonly runtime?: boolean
  readonly description?: string
  readonly sensitive?: boolean
  readonly valueFrom?: { readonly env: string }
  readonly type?: string
}

const parameter: Shape<ParameterDefinition> = object([], {
  description: 'A build parameter. Keys that are left out stay as they are.',
  shapes: {
    default: anyText('Default value.'),
    values: list(anyText('One of the values.'), 'The values to choose from.'),
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

export const parameters = mapOf(
  { pattern: /^[A-Za-z0-9_]{1,128}$/, rule: '1 to 128 letters, digits and _' },
  parameter,
  'Build parameters by name.',
)
