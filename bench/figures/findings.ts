import { buildLogFormat } from '../../src/clouds/huawei/codearts-build/index.js'
import { LogScanner } from '../../src/findings/index.js'
import { LineFeed } from '../../src/log/index.js'
import { Secrets } from '../../src/text/index.js'
import type { Figure } from '../figure.js'

const BLOCK_LINES = 8_192
const ROUND_BYTES = 50_000_000
const LINE_UNITS = 127
const LONG_LINE_BYTES = 100_000
const LONG_LINES = 20
const STAMP = '[2026/09/10 11:00:00.000 GMT+08:00] '

/** Megabytes a second that are read for findings: ordinary output, lines that begin like a message, and messages. */
export const findings: Figure = {
  name: 'findings',
  rounds: 3,
  measures: [
    {
      name: 'plain',
      title: 'Log read for findings, ordinary lines',
      unit: 'MB/s',
      bar: 60,
      goal: 150,
      better: 'higher',
    },
    {
      name: 'errors',
      title: 'Log read for findings, lines of "Error: …" without a place',
      unit: 'MB/s',
      bar: 60,
      goal: 150,
      better: 'higher',
    },
    {
      name: 'warnings',
      title: 'Log read for findings, a warning a line',
      unit: 'MB/s',
      bar: 30,
      goal: 80,
      better: 'higher',
    },
    {
      name: 'line',
      title: 'One line of 100 kB, the dearest of eight kinds: CPU',
      unit: 'ms',
      bar: 50,
      goal: 10,
      better: 'lower',
    },
  ],
  round: async () => ({
    plain: await speed((line) => `[INFO] compiling one more module (${line})`),
    errors: await speed((line) => `Error: something failed, see the output (${line})`),
    warnings: await speed((line) => `src/f${line % 100}.c:${line + 1}:5: warning: unused 'x'`),
    line: await dearestLine(),
  }),
}

async function speed(text: (line: number) => string): Promise<number> {
  const lines = Array.from({ length: BLOCK_LINES }, (_, line) =>
    `${STAMP}${text(line)}`.padEnd(LINE_UNITS, '.'),
  )
  const block = Buffer.from(`${lines.join('\n')}\n`)
  const feed = new LineFeed([new LogScanner(buildLogFormat, new Secrets())])
  const begun = process.cpuUsage()
  for (let bytes = 0; bytes < ROUND_BYTES; bytes += block.length) await feed.write(block)
  await feed.close()
  const { user, system } = process.cpuUsage(begun)
  return ROUND_BYTES / (user + system)
}

/** Milliseconds for a line that begins as a message and repeats what messages hold once. */
async function dearestLine(): Promise<number> {
  const costs: number[] = []
  for (const unit of [' ', ':', '(1', '.c:1: ', 'error: ', '--- FAIL: ', '│ ', 'a/']) {
    const line = Buffer.from(`src/a.c:1:2${unit.repeat(LONG_LINE_BYTES / unit.length)}\n`)
    const feed = new LineFeed([new LogScanner(buildLogFormat, new Secrets())])
    const begun = process.cpuUsage()
    for (let times = 0; times < LONG_LINES; times += 1) await feed.write(line)
    await feed.close()
    const { user, system } = process.cpuUsage(begun)
    costs.push((user + system) / 1_000 / LONG_LINES)
  }
  return Math.max(...costs)
}
