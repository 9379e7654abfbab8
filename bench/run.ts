import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { type Figure, judge, medians, type Readings, type Result } from './figure.js'
import { codeBuild } from './figures/codebuild.js'
import { bundleSize } from './figures/bundle-size.js'
import { crowd } from './figures/crowd.js'
import { findings } from './figures/findings.js'
import { handshakes } from './figures/handshakes.js'
import { longBuild } from './figures/long-build.js'
import { manyLines } from './figures/many-lines.js'
import { memory } from './figures/memory.js'
import { shortBuild } from './figures/short-build.js'
import { startUp } from './figures/start-up.js'
import { stepFiles } from './figures/step-files.js'
import { stopLatency } from './figures/stop-latency.js'
import { tenant } from './figures/tenant.js'
import { throughput } from './figures/throughput.js'
import { table } from './table.js'

/** Measures what the action costs: `npm run bench`, or `npm run bench -- start-up memory`. */
const FIGURES: readonly Figure[] = [
  startUp,
  bundleSize,
  shortBuild,
  longBuild,
  manyLines,
  memory,
  throughput,
  findings,
  stepFiles,
  stopLatency,
  handshakes,
  crowd,
  tenant,
  codeBuild,
]

interface Measured {
  readonly figure: Figure
  readonly rounds: readonly Readings[]
  readonly readings: Readings
}

async function measured(figure: Figure): Promise<Measured> {
  const rounds: Readings[] = []
  for (let round = 1; round <= figure.rounds; round += 1) {
    process.stderr.write(`${figure.name}: round ${round} of ${figure.rounds}\n`)
    rounds.push(await figure.round())
  }
  return { figure, rounds, readings: medians(rounds) }
}

function resultsOf({ figure, readings }: Measured): Result[] {
  return figure.measures.map((measure) => judge(measure, readings[measure.name] ?? NaN))
}

const wanted = process.argv.slice(2)
const unknown = wanted.filter((name) => !FIGURES.some((figure) => figure.name === name))
if (unknown.length > 0) {
  process.stderr.write(
    `No such figure: ${unknown.join(', ')}. There are: ${FIGURES.map(({ name }) => name).join(', ')}\n`,
  )
  process.exitCode = 2
} else {
  const all: Measured[] = []
  for (const figure of FIGURES) {
    if (wanted.length === 0 || wanted.includes(figure.name)) all.push(await measured(figure))
  }
  const results = all.flatMap(resultsOf)
  process.stdout.write(`${table(results)}\n`)
  const report = { node: process.version, platform: process.platform, results, figures: all }
  const file = join(import.meta.dirname, 'results.json')
  writeFileSync(file, `${JSON.stringify(report, undefined, 2)}\n`)
  process.stderr.write('Every round, with the raw figures: bench/results.json\n')
  if (results.some(({ verdict }) => verdict === 'missed')) process.exitCode = 1
}
