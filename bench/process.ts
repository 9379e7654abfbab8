import { type ChildProcessByStdio, spawn } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Readable } from 'node:stream'
import { parse } from 'yaml'
import { CREDENTIALS } from '../__tests__/simulator/index.js'
import { COMMIT, JOB_ID } from '../__tests__/support/ids.js'

const root = process.env['BENCH_ROOT'] ?? join(import.meta.dirname, '..')
/** E.g. `--cpu-prof`, to look into a run. */
const nodeArgs = (process.env['BENCH_NODE_ARGS'] ?? '').split(' ').filter((arg) => arg !== '')

interface Manifest {
  readonly inputs: Readonly<Record<string, { readonly default?: string }>>
  readonly runs: { readonly main: string }
}

const manifest = parse(readFileSync(join(root, 'action.yml'), 'utf8')) as Manifest

/** A measured process; its standard output waits for whoever reads it. */
export interface Measured {
  readonly pid: number
  readonly output: Readable
  /** `Date.now()` just before it was started. */
  readonly startedAt: number
  readonly gone: Promise<Gone>
  kill(signal: NodeJS.Signals): void
}

export interface Gone {
  readonly exitCode: number | null
  /** `Date.now()` when it was gone. */
  readonly at: number
  /** High-water mark of its resident memory, bytes; NaN where /proc tells none. */
  readonly peakBytes: number
  /** Processor time it took, user and system; NaN where /proc tells none. */
  readonly cpuMs: number
}

/** The committed main step, with the variables and command files of a runner. */
export function startAction(url: string, more: ActionOptions = {}): Measured {
  const folder = mkdtempSync(join(tmpdir(), 'bench-'))
  const files = ['GITHUB_OUTPUT', 'GITHUB_STATE', 'GITHUB_STEP_SUMMARY', 'GITHUB_EVENT_PATH']
  const paths = files.map((name) => [name, join(folder, name)] as const)
  for (const [name, path] of paths) writeFileSync(path, name === 'GITHUB_EVENT_PATH' ? '{}' : '')
  const given = { ...inputs(url), ...more.inputs }
  const env = {
    ...Object.fromEntries(paths),
    GITHUB_WORKSPACE: folder,
    RUNNER_TEMP: folder,
    GITHUB_EVENT_NAME: 'push',
    GITHUB_SHA: COMMIT,
    GITHUB_REPOSITORY: 'octo/app',
    GITHUB_RUN_ID: '4711',
    GITHUB_RUN_ATTEMPT: '1',
    ...Object.fromEntries(
      Object.entries(manifest.inputs).map(([name, input]) => [
        `INPUT_${name.toUpperCase()}`,
        given[name] ?? input.default ?? '',
      ]),
    ),
    ...more.env,
  }
  const measured = startNode([...nodeArgs, join(root, manifest.runs.main)], env)
  void measured.gone.then(() => rmSync(folder, { recursive: true, force: true }))
  return measured
}

export interface ActionOptions {
  readonly inputs?: Readonly<Record<string, string>>
  readonly env?: Readonly<Record<string, string>>
}

function inputs(url: string): Readonly<Record<string, string>> {
  return {
    region: 'cn-north-4',
    endpoint: url,
    'job-id': JOB_ID,
    'access-key-id': CREDENTIALS.accessKeyId,
    'secret-access-key': CREDENTIALS.secretAccessKey,
    // The runner fills in the default's expression.
    'github-token': `ghs_${'token'.repeat(7)}1`,
  }
}

/** A script of this folder, as the baseline of a figure. */
export function startBaseline(script: string, ...args: readonly string[]): Measured {
  return startNode([join(import.meta.dirname, script), ...args], {
    TOKEN: CREDENTIALS.token,
    JOB_ID,
  })
}

/** Only PATH goes along: NODE_EXTRA_CA_CERTS and NODE_OPTIONS would cost every start, and no runner sets them. */
function startNode(args: readonly string[], env: Readonly<Record<string, string>>): Measured {
  const startedAt = Date.now()
  const child = spawn(process.env['ACTION_NODE'] ?? process.execPath, args, {
    stdio: ['ignore', 'pipe', 'inherit'],
    env: { PATH: process.env['PATH'], ...env },
  })
  const pid = child.pid
  if (pid === undefined) throw new Error('The process could not be started')
  return {
    pid,
    output: child.stdout,
    startedAt,
    gone: whenGone(child, pid),
    kill: (signal) => void child.kill(signal),
  }
}

const POLL_MS = 20

async function whenGone(
  child: ChildProcessByStdio<null, Readable, null>,
  pid: number,
): Promise<Gone> {
  let spent: Spent = { peakBytes: NaN, cpuMs: NaN }
  const timer = setInterval(() => {
    spent = spentBy(pid) ?? spent
  }, POLL_MS)
  const exitCode = await new Promise<number | null>((resolve) => child.on('exit', resolve))
  clearInterval(timer)
  return { exitCode, at: Date.now(), ...spent }
}

type Spent = Pick<Gone, 'peakBytes' | 'cpuMs'>

/** The kernel counts in ticks of 10 ms. */
const TICK_MS = 10

/** Linux only. */
function spentBy(pid: number): Spent | undefined {
  try {
    const status = readFileSync(`/proc/${pid}/status`, 'utf8')
    const peakKilobytes = /^VmHWM:\s*(\d+) kB/m.exec(status)?.[1]
    if (peakKilobytes === undefined) return undefined
    // The name in brackets may hold spaces; behind it, fields 12 and 13 are user and system time.
    const fields = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ')[1]?.split(' ') ?? []
    const cpuMs = (Number(fields[11]) + Number(fields[12])) * TICK_MS
    return { peakBytes: Number(peakKilobytes) * 1_024, cpuMs }
  } catch {
    return undefined
  }
}
