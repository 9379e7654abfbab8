import { type ParameterDefinition, parameters } from './parameter.js'
import { object } from './object.js'
import { anyText, constant, text } from './scalars.js'
import type { Shape } from './shape.js'
import { type StepDefinition, steps } from './step.js'

export interface TemplateDefinition {
  readonly name: string
  readonly description?: string
  readonly parameters?: ReadonlyMap<string, ParameterDefinition>
  readonly steps: readonly StepDefinition[]
}

const template: Shape<TemplateDefinition> = object(['name', 'steps'], {
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
})

export const TEMPLATE_FILE = object(['version', 'template'], {
  description: 'A template as code.',
  shapes: { version: constant(1, 'Version of this form.'), template },
})
