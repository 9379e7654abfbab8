import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import {
  AWS_CREDENTIALS,
  AWS_REGION,
  project,
  startAwsSimulator,
} from '../__tests__/simulator/aws/index.js'
import { COMMIT, PROJECT } from '../__tests__/support/ids.js'
import { timedLines } from './reader.js'

export const LINES = 1_000
const RUNS_MS = 20_000

/** What one run of an action came to. */
export interface Ran {
  readonly requests: number
  /** From the start of the process to StartBuild. */
  readonly startUpMs: number
  /** Of each printed line, from when the build wrote it. */
  readonly latenciesMs: readonly number[]
  readonly goneAfterMs: number
}

/** Runs an action's main script, ours or AWS's own, on a 20 s build; `late`: its last 50 lines can be read 4 s late. */
export async function ranBuild(
  script: string,
  intervalSeconds: string,
  late: boolean,
): Promise<Ran> {
  const simulator = await startAwsSimulator()
  const build = project().phase('BUILD', LINES).succeedsAfter('20s')
  simulator.project('shop').always(late ? build.lateTail('4s', 50) : build)
  const folder = mkdtempSync(join(tmpdir(), 'bench-aws-'))
  try {
    const begun = Date.now()
    const child = spawn(process.env['ACTION_NODE'] ?? process.execPath, [script], {
      cwd: folder,
      env: environment(folder, simulator.url, intervalSeconds),
      stdio: ['ignore', 'pipe', 'inherit'],
    })
    const left = once(child, 'exit')
    const shownAt = new Map<number, number>()
    await timedLines(child.stdout, (line, at) => {
      const number = /^line (\d+)$/.exec(line.trim())?.[1]
      if (number !== undefined) shownAt.set(Number(number), at)
    })
    await left
    const goneAt = Date.now()
    const startedAt = simulator.requests.find(({ family }) => family === 'StartBuild')?.at ?? NaN
    const writtenAt = (line: number): number => startedAt + (RUNS_MS * line) / (LINES + 1)
    return {
      requests: simulator.requests.length,
      startUpMs: startedAt - begun,
      latenciesMs: [...shownAt].map(([line, at]) => at - writtenAt(line)),
      goneAfterMs: goneAt - (startedAt + RUNS_MS),
    }
  } finally {
    rmSync(folder, { recursive: true, force: true })
    await simulator.close()
  }
}

/** The variables of a runner that both actions go by. */
function environment(folder: string, url: string, intervalSeconds: string): NodeJS.ProcessEnv {
  const files = ['GITHUB_OUTPUT', 'GITHUB_STATE', 'GITHUB_STEP_SUMMARY', 'GITHUB_EVENT_PATH']
  const paths = files.map((name) => [name, join(folder, name)] as const)
  for (const [name, path] of paths) writeFileSync(path, name === 'GITHUB_EVENT_PATH' ? '{}' : '')
  return {
    PATH: process.env['PATH'],
    ...Object.fromEntries(paths),
    GITHUB_WORKSPACE: folder,
    RUNNER_TEMP: folder,
    GITHUB_EVENT_NAME: 'push',
    GITHUB_SHA: COMMIT,
    GITHUB_REPOSITORY: 'octo/shop',
    GITHUB_SERVER_URL: 'https://github.com',
    AWS_REGION,
    AWS_ACCESS_KEY_ID: AWS_CREDENTIALS.accessKeyId,
    AWS_SECRET_ACCESS_KEY: AWS_CREDENTIALS.secretAccessKey,
    AWS_ENDPOINT_URL: url,
    'INPUT_PROJECT-NAME': PROJECT,
    'INPUT_UPDATE-INTERVAL': intervalSeconds,
    'INPUT_STOP-ON-SIGNALS': 'SIGINT',
  }
}
