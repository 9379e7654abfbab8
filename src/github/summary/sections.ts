import type { RecentRuns, RunWords } from '../../core/index.js'
import { duration } from '../../text/index.js'
import { runFactsOf, type SummaryFacts } from './facts.js'
import { dependencyChart } from './flowchart.js'
import { stepChart, taskChart } from './gantt.js'
import { code, table, text } from './markdown.js'
import { stepSign, stepWord } from './status.js'

const STEPS_BYTES = 180_000
const TASKS_BYTES = 120_000
const PRODUCTS_BYTES = 200_000
/** A smaller change in duration may be chance. */
const NOTABLE_CHANGE = 0.1

export function stepsSection(facts: SummaryFacts): string | undefined {
  const { steps } = facts
  if (steps.length === 0) return undefined
  const total = steps.reduce((sum, { durationMs }) => sum + (durationMs ?? 0), 0)
  const rows = steps.map(({ name, status, durationMs }) => [
    text(name, 128) || '—',
    statusCell(status),
    durationMs === undefined ? '' : duration(durationMs),
    durationMs === undefined || total === 0 ? '' : `${Math.round((100 * durationMs) / total)} %`,
  ])
  const head = [
    ['Step', 'left'],
    ['Status', 'left'],
    ['Duration', 'right'],
    ['Share', 'right'],
  ] as const
  const queuedMs = facts.stepsCoverQueue ? undefined : runFactsOf(facts)?.queuedMs
  const chart = stepChart(queuedMs, steps)
  return `### Steps\n\n${table(head, rows, STEPS_BYTES)}${drawn(chart, 'shortest steps')}`
}

export function tasksSection({ graph, ...facts }: SummaryFacts): string | undefined {
  if (graph === undefined || graph.tasks.length < 2) return undefined
  const rows = graph.tasks.map(({ name, status, durationMs }) => [
    text(name, 128) || '—',
    statusCell(status),
    durationMs === undefined ? '' : duration(durationMs),
  ])
  const head = [
    ['Task', 'left'],
    ['Status', 'left'],
    ['Duration', 'right'],
  ] as const
  const times = taskChart(runFactsOf(facts)?.queuedMs, graph.tasks)
  const charts = `${drawn(dependencyChart(graph), 'tasks')}${drawn(times, 'shortest tasks')}`
  return `### Tasks\n\n${table(head, rows, TASKS_BYTES)}${charts}`
}

export function productsSection({ artifacts }: SummaryFacts): string | undefined {
  if (artifacts.length === 0) return undefined
  const rows = artifacts.map(({ name, version, type, uri, kind }) => [
    `${kind === 'image' ? '🐳' : '📦'} ${text(name, 200) || '—'}`,
    code(version, 100),
    text(type === '' ? kind : type, 60),
    code(uri, 500),
  ])
  const head = [
    ['Product', 'left'],
    ['Version', 'left'],
    ['Type', 'left'],
    ['Path', 'left'],
  ] as const
  return `### Products\n\n${table(head, rows, PRODUCTS_BYTES)}`
}

/** How this run compares with the recent ones of its owner. */
export function recentSection({ recent, ...facts }: SummaryFacts): string | undefined {
  if (recent === undefined) return undefined
  // A failed run ends early: its duration says nothing about the usual one.
  const took = facts.verdict.status === 'succeeded' ? recent.ownMs : undefined
  const sentences = [rateSentence(recent, facts.words), paceSentence(recent, took)]
  const said = sentences.filter((sentence) => sentence !== undefined)
  return said.length === 0 ? undefined : `### Recent ${facts.words.runs}\n\n${said.join(' ')}`
}

function rateSentence(
  { days, succeeded, total }: RecentRuns,
  { runs, owner }: RunWords,
): string | undefined {
  if (succeeded === undefined || total === undefined || total === 0) return undefined
  const rate = Math.round((100 * Math.min(succeeded, total)) / total)
  return `In the last ${days} days **${rate} %** of the ${owner}'s ${runs} that nobody stopped succeeded (${Math.min(succeeded, total)} of the newest ${total}).`
}

function paceSentence({ medianMs }: RecentRuns, took: number | undefined): string | undefined {
  if (medianMs === undefined || medianMs <= 0) return undefined
  const median = `By the history the median successful one took **${duration(medianMs)}**`
  if (took === undefined) return `${median}.`
  const change = took / medianMs - 1
  if (Math.abs(change) < NOTABLE_CHANGE) return `${median}; this one took about as long.`
  const factor = change >= 1 ? `${(change + 1).toFixed(1)} times as long` : percent(change)
  return `${median}; this one took ${duration(took)}, ${factor}.`
}

function percent(change: number): string {
  return `${Math.round(Math.abs(change) * 100)} % ${change > 0 ? 'longer' : 'less'}`
}

function statusCell(status: string): string {
  return `${stepSign(status)} ${stepWord(status) ?? text(status, 60)}`
}

function drawn(
  chart: { readonly diagram: string; readonly missing: number } | undefined,
  what: string,
): string {
  if (chart === undefined) return ''
  const rest = chart.missing === 0 ? '' : `\n\n_The diagram leaves ${chart.missing} ${what} out._`
  return `\n\n\`\`\`mermaid\n${chart.diagram}\n\`\`\`${rest}`
}
