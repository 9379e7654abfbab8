import type { ActionError } from '../../core/index.js'

/**
 * The status of a step that an error ended before its first write: `refused` where it stopped on purpose, because what it
 * was asked for is not clear or not allowed; else `failed`.
 */
export function endedBy({ code, httpStatus }: ActionError): 'refused' | 'failed' {
  const ours = httpStatus === undefined
  return ours && (code === 'bad-input' || code === 'ambiguous') ? 'refused' : 'failed'
}
