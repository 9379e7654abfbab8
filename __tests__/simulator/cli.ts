import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { serveCodeBuild } from './aws/serve.js'
import { build, CREDENTIALS, lines, product, type Scenario, startSimulator } from './index.js'
import { JOB_ID } from '../support/ids.js'

const USAGE = `Usage: npm run simulator -- [--codebuild] [--port 8080] [--scenario good|fail|slow]

  --codebuild the simulator of AWS CodeBuild, CloudWatch Logs and STS, for the action codebuild/
  --port      where it listens on 127.0.0.1; a free one by default
  --scenario  how every build goes: good (12 s), fail (a compiler's error in its last step), slow (30 s in the
              queue, then 10 minutes: to try a cancel or timeout-minutes)
  --help      this text

It prints a command that runs the action against it, with the files that a runner would give the step.`

const good = build()
  .queuedFor('2s')
  .hiddenStep('Code checkout', 'Cloning https://codehub.example.com/team/shop.git\n')
  .step(
    'Compile',
    lines(60, (n) => `Compiling class ${n} of 60`),
    { lasts: '6s' },
  )
  .step(
    'Unit tests',
    lines(40, (n) => `ok ${n} - CartTest.case${n}`),
    { lasts: '4s' },
  )
  .products([product('shop-1.4.2.jar', { version: '1.4.2' })])
  .ingestionLag('500ms')
  .stopTakes('1s')

const failing = good
  .step('Lint', 'src/cart.ts(42,17): error TS2554: Expected 2 arguments, but got 3.\n', {
    ends: 'error',
  })
  .endsWith('FAILURE', { errMsg: 'Step "Lint" ended with exit code 1.' })

const SCENARIOS: Readonly<Record<string, Scenario>> = {
  good,
  fail: failing,
  slow: good.queuedFor('30s').succeedsAfter('10m'),
}

const print = (line: string): void => void process.stdout.write(`${line}\n`)

/** What a runner gives a step: files for its outputs, state and summary, and a checkout with the file that fails. */
function runnerFiles(): Readonly<Record<string, string>> {
  const folder = mkdtempSync(join(tmpdir(), 'codearts-build-'))
  const file = (name: string, text = ''): string => {
    writeFileSync(join(folder, name), text)
    return join(folder, name)
  }
  const workspace = join(folder, 'workspace')
  mkdirSync(join(workspace, 'src'), { recursive: true })
  writeFileSync(join(workspace, 'src', 'cart.ts'), 'export {}\n'.repeat(60))
  return {
    GITHUB_OUTPUT: file('output'),
    GITHUB_STATE: file('state'),
    GITHUB_STEP_SUMMARY: file('summary.md'),
    GITHUB_EVENT_PATH: file('event.json', '{}'),
    GITHUB_WORKSPACE: workspace,
    RUNNER_TEMP: folder,
  }
}

async function serve(port: number, scenario: Scenario): Promise<void> {
  const simulator = await startSimulator({ port })
  simulator.job(JOB_ID).always(scenario)
  const files = runnerFiles()
  const settings = {
    INPUT_REGION: CREDENTIALS.iamProject,
    INPUT_ENDPOINT: simulator.url,
    'INPUT_JOB-ID': JOB_ID,
    HUAWEICLOUD_SDK_AK: CREDENTIALS.accessKeyId,
    HUAWEICLOUD_SDK_SK: CREDENTIALS.secretAccessKey,
    GITHUB_EVENT_NAME: 'push',
    GITHUB_SHA: '6d3be38d1f6dd3f1a6b0c3d7c8f1e6a2b4c5d6e7',
    ...files,
  }
  print(`CodeArts Build simulator at ${simulator.url}. Ctrl+C ends it.`)
  print('These credentials are public and open nothing else. Try the action against it:\n')
  const pairs = Object.entries(settings).map(([name, value]) => `'${name}=${value}'`)
  print(`  env ${pairs.join(' ')} \\\n    node dist/build.js\n`)
  print(`Its outputs, state and summary are in ${files['RUNNER_TEMP'] ?? ''}.`)
  const { token, username, password, domainName } = CREDENTIALS
  print(`Other ways to sign in: token ${token}`)
  print(`  or user ${username}, password ${password}, domain ${domainName} with iam-endpoint`)
  const leave = (): void => void simulator.close()
  process.once('SIGINT', leave)
  process.once('SIGTERM', leave)
}

interface Wishes {
  readonly port: string
  readonly scenario: string
  readonly help: boolean
  readonly codebuild: boolean
}

/** Undefined for an option that it doesn't have. */
function wishes(): Wishes | undefined {
  try {
    return parseArgs({
      options: {
        port: { type: 'string', default: '0' },
        scenario: { type: 'string', default: 'good' },
        help: { type: 'boolean', short: 'h', default: false },
        codebuild: { type: 'boolean', default: false },
      },
    }).values
  } catch {
    return undefined
  }
}

const wished = wishes()
const scenario = wished && Object.hasOwn(SCENARIOS, wished.scenario) && SCENARIOS[wished.scenario]
const port = Number(wished?.port)
if (wished?.help === true) {
  print(USAGE)
} else if (!scenario || !Number.isInteger(port) || port < 0 || port > 65_535) {
  print(USAGE)
  process.exitCode = 2
} else if (wished.codebuild) {
  await serveCodeBuild(port, wished.scenario, print)
} else {
  await serve(port, scenario)
}
