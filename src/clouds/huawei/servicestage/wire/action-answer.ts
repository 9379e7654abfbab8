import { badAnswer, textOf } from '../../gateway/index.js'
import { isObject } from '../../../../text/index.js'

/** What the service says to an action on a release task. */
export interface ActionAnswer {
  /** The execution; a number in the example of the page, a string in its table. */
  readonly id: string
  readonly status?: string
}

/** ServiceStage API reference, "Operating a Release Task Based on the Release Task ID" (servicestage_06_0248). */
export function readActionAnswer(call: string, answer: unknown): ActionAnswer {
  const id = isObject(answer) ? textOf(answer, 'id') : undefined
  if (!isObject(answer) || id === undefined) throw badAnswer(call, 'id', answer)
  const status = textOf(answer, 'status')
  return { id, ...(status !== undefined && { status }) }
}
