import { join } from 'node:path'
import { median, type Figure, type Readings } from '../figure.js'
import { LINES, type Ran, ranBuild } from '../codebuild-run.js'

const OURS = join(import.meta.dirname, '../../dist/codebuild.js')
/** The bundle of aws-actions/aws-codebuild-run-build, to be measured beside ours on the same fake in the same round. */
const PEER = process.env['PEER_ACTION']
const INTERVAL_SECONDS = '5'

/** A 20 s build of 1,000 lines on CodeBuild, with `update-interval: 5`, in real time. */
export const codeBuild: Figure = {
  name: 'codebuild',
  rounds: 3,
  measures: [
    {
      name: 'requests',
      title: 'CodeBuild, 20 s build, 1,000 lines, interval 5 s: requests',
      unit: '',
      bar: 15,
      goal: 10,
      better: 'lower',
    },
    {
      name: 'latency',
      title: 'CodeBuild, interval 5 s: median line latency',
      unit: 's',
      bar: 2.6,
      goal: 2.5,
      better: 'lower',
    },
    {
      name: 'goneAfter',
      title: "CodeBuild, interval 5 s: process gone after the build's end",
      unit: 's',
      bar: 5,
      goal: 4,
      better: 'lower',
    },
    {
      name: 'lost',
      title: 'CodeBuild: lines lost of a tail that comes 4 s late',
      unit: '',
      bar: 0,
      goal: 0,
      better: 'lower',
    },
  ],
  round: async () => ({
    ...(await readingsOf(OURS, '')),
    ...(PEER === undefined ? {} : await readingsOf(PEER, 'peer ')),
  }),
}

async function readingsOf(script: string, prefix: string): Promise<Readings> {
  const plain = await ranBuild(script, INTERVAL_SECONDS, false)
  const late = await ranBuild(script, INTERVAL_SECONDS, true)
  const readings = {
    requests: plain.requests,
    latency: median(plain.latenciesMs) / 1_000,
    goneAfter: plain.goneAfterMs / 1_000,
    startUpMs: plain.startUpMs,
    lost: LINES - shown(late),
    lostOnTime: LINES - shown(plain),
  }
  return Object.fromEntries(Object.entries(readings).map(([name, value]) => [prefix + name, value]))
}

function shown({ latenciesMs }: Ran): number {
  return latenciesMs.length
}
