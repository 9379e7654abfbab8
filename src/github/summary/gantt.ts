import type { GraphTask, Step } from '../../core/index.js'
import { mermaidText } from './mermaid-text.js'

/** GitHub draws diagrams of 50,000 characters at most (Mermaid, maxTextSize), and long ones can't be read. */
const MOST_ROWS = 60
const HOUR_MS = 3_600_000
const DAY_MS = 24 * HOUR_MS

export interface Chart {
  readonly diagram: string
  /** Rows that were left out. */
  readonly missing: number
}

interface Bar {
  readonly name: string
  readonly tag: string
  readonly fromMs: number
  readonly lastsMs: number
}

/**
 * Queue and steps on one time line. Assumption: the steps of a task run one after the other, as the service's page
 * shows them; it reports how long each took and not when it began (CodeArts Build API reference, "Querying Details of a
 * Build Record").
 */
export function stepChart(queuedMs: number | undefined, steps: readonly Step[]): Chart | undefined {
  let at = queuedMs ?? 0
  const bars = steps.flatMap(({ name, status, durationMs }, index): readonly Bar[] => {
    if (durationMs === undefined || status === 'not-started') return []
    const bar = {
      name: `${index + 1}. ${name}`,
      tag: tagOf(status),
      fromMs: at,
      lastsMs: durationMs,
    }
    at += durationMs
    return [bar]
  })
  return chart(queuedMs, 'Steps', bars)
}

/** Queue and tasks, by the times that the service reports of each. */
export function taskChart(
  queuedMs: number | undefined,
  tasks: readonly GraphTask[],
): Chart | undefined {
  // Not by `Math.min(...)`: a call takes about 100,000 arguments, and an answer may list more tasks.
  const first = tasks.reduce(
    (earliest, { startedAt }) => Math.min(earliest, startedAt?.getTime() ?? earliest),
    Number.POSITIVE_INFINITY,
  )
  const bars = tasks.flatMap(({ name, status, startedAt, finishedAt, durationMs }, index) => {
    if (startedAt === undefined) return []
    const fromMs = startedAt.getTime() - first
    const lastsMs =
      durationMs ?? (finishedAt === undefined ? 0 : finishedAt.getTime() - startedAt.getTime())
    const named = `${index + 1}. ${name}`
    return [
      {
        name: named,
        tag: tagOf(status),
        fromMs: (queuedMs ?? 0) + fromMs,
        lastsMs: Math.max(0, lastsMs),
      },
    ]
  })
  return chart(queuedMs, 'Tasks', bars)
}

function chart(
  queuedMs: number | undefined,
  section: string,
  bars: readonly Bar[],
): Chart | undefined {
  const end = bars.reduce((latest, { fromMs, lastsMs }) => Math.max(latest, fromMs + lastsMs), 0)
  // The axis has the time of day; a longer build would run into the next.
  if (bars.length === 0 || end <= 0 || end >= DAY_MS) return undefined
  const shown = longest(bars)
  const lines = [
    'gantt',
    '    dateFormat YYYY-MM-DD HH:mm:ss.SSS',
    `    axisFormat ${end >= HOUR_MS ? '%H:%M' : '%M:%S'}`,
    '    todayMarker off',
    ...(queuedMs === undefined || queuedMs === 0
      ? []
      : [
          '    section Queue',
          line({ name: 'Waiting', tag: 'done', fromMs: 0, lastsMs: queuedMs }, 'q'),
        ]),
    `    section ${section}`,
    ...shown.map((bar, index) => line(bar, `s${index}`)),
  ]
  return { diagram: lines.join('\n'), missing: bars.length - shown.length }
}

/** In their order, without the shortest; a failed one always stays. */
function longest(bars: readonly Bar[]): readonly Bar[] {
  if (bars.length <= MOST_ROWS) return bars
  const weight = ({ tag, lastsMs }: Bar): number => (tag === 'crit' ? DAY_MS : 0) + lastsMs
  const kept = new Set([...bars].sort((a, b) => weight(b) - weight(a)).slice(0, MOST_ROWS))
  return bars.filter((bar) => kept.has(bar))
}

function line({ name, tag, fromMs, lastsMs }: Bar, id: string): string {
  const tags = [tag, id].filter((part) => part !== '').join(', ')
  return `    ${mermaidText(name)} :${tags}, ${moment(fromMs)}, ${Math.max(1, Math.round(lastsMs))}ms`
}

/** A local time, read and shown as such: the axis counts from 0 in whatever time zone it is drawn. */
function moment(ms: number): string {
  return `2001-01-01 ${new Date(ms).toISOString().slice(11, 23)}`
}

function tagOf(status: string): string {
  if (status === 'failed') return 'crit'
  return status === 'succeeded' ? '' : 'active'
}
