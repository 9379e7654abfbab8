import { badAnswer, durationOf, field, textOf, timeOf } from '../../gateway/index.js'
import type { GraphTask, TaskGraph } from '../../../../core/index.js'
import { isList, isObject, present } from '../../../../text/index.js'

/**
 * `flow-graph`, with statuses in the service's own words: empty lists for a build of one task. By its table (CodeArts Build API reference, "Obtaining a Directed
 * Acyclic Graph of Build Records") `from` is the dependent task and `to` the one depended on; assumption: that is a slip of
 * words, and an edge leads from what ran first, unless the times say otherwise.
 */
export function readFlowGraph(call: string, answer: unknown): TaskGraph {
  const result = isObject(answer) ? field(answer, 'result') : undefined
  if (!isObject(result)) throw badAnswer(call, 'result', answer)
  const tasks = objectsIn(field(result, 'vertices')).flatMap((vertex): readonly GraphTask[] => {
    const id = textOf(vertex, 'id')
    if (id === undefined) return []
    const more = present({
      durationMs: durationOf(vertex, 'build_duration'),
      startedAt: timeOf(vertex, 'start_time'),
      finishedAt: timeOf(vertex, 'finish_time'),
    })
    const name = textOf(vertex, 'display_name') ?? textOf(vertex, 'build_no') ?? id
    return [{ id, name, status: textOf(vertex, 'status') ?? '', ...more }]
  })
  const edges = objectsIn(field(result, 'edges')).flatMap((edge) => {
    const [from, to] = [textOf(edge, 'from'), textOf(edge, 'to')]
    return from === undefined || to === undefined ? [] : [{ from, to }]
  })
  return { tasks, edges: inOrder(tasks, edges) }
}

/** All edges turned round, where the starts of their tasks contradict more of them than they confirm. */
function inOrder(tasks: readonly GraphTask[], edges: TaskGraph['edges']): TaskGraph['edges'] {
  const starts = new Map(tasks.map(({ id, startedAt }) => [id, startedAt?.getTime()]))
  const votes = edges.reduce((sum, { from, to }) => {
    const [first, next] = [starts.get(from), starts.get(to)]
    return first === undefined || next === undefined ? sum : sum + Math.sign(next - first)
  }, 0)
  return votes >= 0 ? edges : edges.map(({ from, to }) => ({ from: to, to: from }))
}

function objectsIn(value: unknown) {
  return isList(value) ? value.filter(isObject) : []
}
