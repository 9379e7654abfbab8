import { field, textOf, unwrapped } from '../../gateway/index.js'
import type { FailureCause } from '../../../../core/index.js'
import { isList, isObject } from '../../../../text/index.js'

/**
 * `/v1/log/{job_id}/{build_no}/analysis`. Assumption: no document describes the call; its fields are those of recorded
 * answers, `error_nodes[{step, error_info{error_code, error_message, faq}}]`. What isn't there is left out.
 */
export function readAnalysis(answer: unknown): readonly FailureCause[] {
  const result = unwrapped(answer)
  const nodes = result === undefined ? undefined : field(result, 'error_nodes')
  if (!isList(nodes)) return []
  return nodes.filter(isObject).flatMap((node): readonly FailureCause[] => {
    const info = field(node, 'error_info')
    if (!isObject(info)) return []
    const [message, code, advice] = [
      textOf(info, 'error_message'),
      textOf(info, 'error_code'),
      textOf(info, 'faq'),
    ]
    if (message === undefined && code === undefined) return []
    return [
      {
        step: textOf(node, 'step') ?? '',
        message: message ?? '',
        ...(code !== undefined && { code }),
        ...(advice !== undefined && { advice }),
      },
    ]
  })
}
