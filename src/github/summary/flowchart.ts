import type { GraphTask, TaskGraph } from '../../core/index.js'
import { duration } from '../../text/index.js'
import { mermaidText } from './mermaid-text.js'
import { stepSign, stepWord } from './status.js'

/** More can't be read, and GitHub draws 500 edges at most (Mermaid, maxEdges). */
const MOST_TASKS = 80
const MOST_EDGES = 300
/** A graph with more tasks is drawn from top to bottom, because a page is narrow. */
const WIDEST = 8
/** Fill, border and text that can be told apart, and read on GitHub's light and dark pages. */
const CLASSES: Readonly<Record<string, string>> = {
  succeeded: 'fill:#dafbe1,stroke:#1a7f37,color:#116329',
  failed: 'fill:#ffebe9,stroke:#cf222e,color:#a40e26',
  running: 'fill:#ddf4ff,stroke:#0969da,color:#0550ae',
  stopped: 'fill:#fff1e5,stroke:#bc4c00,color:#953800',
  other: 'fill:#f6f8fa,stroke:#57606a,color:#424a53',
}

export interface TaskChart {
  readonly diagram: string
  /** Tasks that were left out. */
  readonly missing: number
}

/** Which task waited for which, coloured by how each came out. */
export function dependencyChart({ tasks, edges }: TaskGraph): TaskChart | undefined {
  if (tasks.length < 2) return undefined
  const shown = tasks.slice(0, MOST_TASKS)
  const ids = new Map(shown.map(({ id }, index) => [id, `t${index}`]))
  const arrows = new Set(
    edges.flatMap(({ from, to }) => {
      const [first, next] = [ids.get(from), ids.get(to)]
      return first === undefined || next === undefined || first === next
        ? []
        : [`${first} --> ${next}`]
    }),
  )
  const lines = [
    `flowchart ${shown.length > WIDEST ? 'TD' : 'LR'}`,
    ...shown.map((task, index) => `    t${index}["${label(task)}"]:::${classOf(task)}`),
    ...[...arrows].slice(0, MOST_EDGES).map((arrow) => `    ${arrow}`),
    ...Object.entries(CLASSES).map(([name, style]) => `    classDef ${name} ${style}`),
  ]
  return { diagram: lines.join('\n'), missing: tasks.length - shown.length }
}

function label({ name, status, durationMs }: GraphTask): string {
  const took = durationMs === undefined ? '' : `, ${duration(durationMs)}`
  const word = stepWord(status) ?? mermaidText(status, 30)
  return `${stepSign(status)} ${mermaidText(name)}<br/>${word}${took}`
}

function classOf({ status }: GraphTask): string {
  return Object.hasOwn(CLASSES, status) ? status : 'other'
}
