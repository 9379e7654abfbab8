import { spawn, type ChildProcess } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { parse } from 'yaml'

import { GITHUB_TOKEN } from '../simulator/github/index.js'
import { COMMIT as PUSHED_COMMIT } from './ids.js'

export { COMMIT as PUSHED_COMMIT } from './ids.js'

const root = dirname(dirname(dirname(fileURLToPath(import.meta.url))))

interface Manifest {
  readonly inputs: Readonly<Record<string, { readonly default?: string }>>
  readonly runs: { readonly main: string; readonly post?: string }
}

function manifestOf(action: string): Manifest {
  return parse(readFileSync(join(root, action, 'action.yml'), 'utf8')) as Manifest
}

export interface ActionOptions {
  /** The folder of the action's action.yml; the root by default. */
  readonly action?: string
  /** Stays when the process ends; by default a fresh folder, which doesn't. */
  readonly workspace?: string
  readonly inputs: Readonly<Record<string, string>>
  readonly env?: Readonly<Record<string, string>>
  readonly event?: { readonly name: string; readonly payload: unknown }
  /** What main saved, for a post step. */
  readonly state?: Readonly<Record<string, string>>
  readonly entry?: 'main' | 'post'
  /** Called with each piece of output as it comes. */
  readonly onOutput?: (text: string) => void
  /** Milliseconds between two reads of the output: a slow reader. */
  readonly readEveryMs?: number
}

export interface ActionResult {
  readonly exitCode: number | null
  readonly signal: NodeJS.Signals | null
  readonly stdout: string
  readonly stderr: string
  readonly outputs: Readonly<Record<string, string>>
  readonly state: Readonly<Record<string, string>>
  readonly summary: string
  /** `Date.now()` when the process was gone. */
  readonly goneAt: number
}

export interface ActionProcess {
  readonly child: ChildProcess
  readonly workspace: string
  readonly done: Promise<ActionResult>
  /** Everything printed so far. */
  printed(): string
  /** Resolves once the pattern was printed; rejects when the process ends without it. */
  waitFor(pattern: RegExp): Promise<void>
}

/** Runs an entry of the committed bundle as GitHub's runner would: variables, command files, pipes. */
export function startAction(options: ActionOptions): ActionProcess {
  const workspace = options.workspace ?? mkdtempSync(join(tmpdir(), 'action-'))
  const files = commandFiles(workspace)
  const { action = '.', entry = 'main' } = options
  const file = manifestOf(action).runs[entry]
  if (file === undefined) throw new Error(`${action}/action.yml has no ${entry} step.`)
  const child = spawn(process.env['ACTION_NODE'] ?? process.execPath, [join(root, action, file)], {
    cwd: workspace,
    stdio: ['ignore', 'pipe', 'pipe'],
    env: environment(options, workspace, files),
  })
  let stdout = ''
  let stderr = ''
  child.stderr.on('data', (data: Buffer) => (stderr += data.toString()))
  const take = (data: string): void => {
    stdout += data
    options.onOutput?.(data)
  }
  child.stdout.setEncoding('utf8')
  if (options.readEveryMs === undefined) child.stdout.on('data', take)
  else readSlowly(child.stdout, options.readEveryMs, take)
  const done = new Promise<ActionResult>((resolve) => {
    child.on('close', (exitCode, signal) => {
      const result = {
        exitCode,
        signal,
        stdout,
        stderr,
        outputs: readCommandFile(files.GITHUB_OUTPUT),
        state: readCommandFile(files.GITHUB_STATE),
        summary: readFileSync(files.GITHUB_STEP_SUMMARY, 'utf8'),
        goneAt: Date.now(),
      }
      if (options.workspace === undefined) rmSync(workspace, { recursive: true, force: true })
      resolve(result)
    })
  })
  return {
    child,
    workspace,
    done,
    printed: () => stdout,
    waitFor: (pattern) => waitUntil(() => pattern.test(stdout), done, pattern),
  }
}

/** One entry from its start to its end. */
export function runAction(options: ActionOptions): Promise<ActionResult> {
  return startAction(options).done
}

type CommandFiles = Readonly<
  Record<'GITHUB_OUTPUT' | 'GITHUB_STATE' | 'GITHUB_STEP_SUMMARY' | 'GITHUB_EVENT_PATH', string>
>

function commandFiles(folder: string): CommandFiles {
  const path = (name: string): string => {
    const file = join(folder, `.${name}`)
    writeFileSync(file, '')
    return file
  }
  return {
    GITHUB_OUTPUT: path('output'),
    GITHUB_STATE: path('state'),
    GITHUB_STEP_SUMMARY: path('summary'),
    GITHUB_EVENT_PATH: path('event.json'),
  }
}

function environment(
  options: ActionOptions,
  workspace: string,
  files: CommandFiles,
): NodeJS.ProcessEnv {
  const event = options.event ?? { name: 'push', payload: {} }
  writeFileSync(files.GITHUB_EVENT_PATH, JSON.stringify(event.payload))
  const { inputs: declared } = manifestOf(options.action ?? '.')
  const inputs = Object.entries(declared).map(([name, input]): [string, string] => [
    `INPUT_${name.toUpperCase()}`,
    options.inputs[name] ?? input.default?.replace('${{ github.token }}', GITHUB_TOKEN) ?? '',
  ])
  const state = Object.entries(options.state ?? {}).map(([key, value]): [string, string] => [
    `STATE_${key}`,
    value,
  ])
  return {
    PATH: process.env['PATH'],
    ...files,
    GITHUB_WORKSPACE: workspace,
    RUNNER_TEMP: workspace,
    GITHUB_EVENT_NAME: event.name,
    GITHUB_SHA: PUSHED_COMMIT,
    GITHUB_REF: 'refs/heads/main',
    GITHUB_REPOSITORY: 'octo/app',
    GITHUB_RUN_ID: '4711',
    GITHUB_RUN_ATTEMPT: '1',
    GITHUB_JOB: 'build',
    GITHUB_SERVER_URL: 'https://github.com',
    ...Object.fromEntries(inputs),
    ...Object.fromEntries(state),
    ...options.env,
  }
}

function readSlowly(
  stream: NodeJS.ReadableStream,
  everyMs: number,
  take: (text: string) => void,
): void {
  const timer = setInterval(() => {
    const piece = stream.read() as string | null
    if (piece !== null) take(piece)
  }, everyMs)
  stream.on('end', () => clearInterval(timer))
}

async function waitUntil(
  holds: () => boolean,
  done: Promise<ActionResult>,
  pattern: RegExp,
): Promise<void> {
  let ended: ActionResult | undefined
  void done.then((result) => (ended = result))
  while (!holds()) {
    if (ended !== undefined) {
      throw new Error(`The process ended without printing ${String(pattern)}:\n${ended.stdout}`)
    }
    await new Promise((resolve) => setTimeout(resolve, 5))
  }
}

/** The runner's file format: `name=value`, or `name<<MARK`, lines, `MARK`. Later entries win. */
function readCommandFile(path: string): Record<string, string> {
  const values: Record<string, string> = {}
  const lines = readFileSync(path, 'utf8').split(/\r?\n/)
  for (let at = 0; at < lines.length; at += 1) {
    const [, heredoc, mark] = /^([^=]*?)<<(.*)$/.exec(lines[at] ?? '') ?? []
    const [, key, value] = /^([^=]+)=(.*)$/.exec(lines[at] ?? '') ?? []
    if (heredoc !== undefined && mark !== undefined) {
      const end = lines.indexOf(mark, at + 1)
      values[heredoc] = lines.slice(at + 1, end).join('\n')
      at = end
    } else if (key !== undefined) {
      values[key] = value ?? ''
    }
  }
  return values
}
