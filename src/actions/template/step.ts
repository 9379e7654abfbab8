import type { Context } from '../entry.js'
import type { ModeEnd } from '../as-code/run-definition.js'
import type { TemplateOutput } from './outputs.js'
import {
  type Attempts,
  type ListedTemplate,
  onlyTemplate,
  type TemplateCalls,
  templateState,
  type TemplateState,
} from '../../clouds/huawei/codearts-build/definitions/index.js'
import { ActionError } from '../../core/index.js'

export interface TemplateStep {
  readonly calls: TemplateCalls
  readonly attempts: Attempts
  readonly context: Context<TemplateOutput>
}

export type TemplateEnd = ModeEnd<
  'planned' | 'applied' | 'exported' | 'deleted' | 'listed' | 'failed'
>

/** The one template with this name; undefined where there is none. */
export async function findTemplate(
  name: string,
  { calls, attempts }: TemplateStep,
): Promise<ListedTemplate | undefined> {
  return onlyTemplate(name, await attempts.read((signal) => calls.list(name, signal)))
}

export async function existingTemplate(name: string, step: TemplateStep): Promise<ListedTemplate> {
  const found = await findTemplate(name, step)
  if (found !== undefined) return found
  throw new ActionError('not-found', `There is no build template named "${name}".`, {
    hint: 'The name must match exactly, case included. Mode list shows what this account sees.',
  })
}

/** The whole template. Values that came for its secrets are masked and dropped. */
export async function readTemplateState(
  found: ListedTemplate,
  { calls, attempts, context }: TemplateStep,
): Promise<TemplateState> {
  const whole = await attempts.read((signal) => calls.whole(found, signal))
  const { state, secrets } = templateState(whole)
  for (const secret of secrets) context.mask(secret)
  return state
}
