import { parseArgs } from 'node:util'
import { build, CREDENTIALS, lines, product, type Scenario, startSimulator } from './index.js'
import { JOB_ID } from '../support/ids.js'

const USAGE = 'Usage: npm run simulator -- [--port 8080] [--scenario good|fail|slow]'

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
  .step('Lint', 'src/cart.ts:42:17 error: expected 2 arguments, but got 3\n', { ends: 'error' })
  .endsWith('FAILURE', { errMsg: 'Step "Lint" ended with exit code 1.' })

const SCENARIOS: Readonly<Record<string, Scenario>> = {
  good,
  fail: failing,
  slow: good.queuedFor('30s').succeedsAfter('10m'),
}

const print = (line: string): void => void process.stdout.write(`${line}\n`)

async function serve(port: number, scenario: Scenario): Promise<void> {
  const simulator = await startSimulator({ port })
  simulator.job(JOB_ID).always(scenario)
  const settings = {
    INPUT_REGION: CREDENTIALS.iamProject,
    INPUT_ENDPOINT: simulator.url,
    'INPUT_JOB-ID': JOB_ID,
    HUAWEICLOUD_SDK_AK: CREDENTIALS.accessKeyId,
    HUAWEICLOUD_SDK_SK: CREDENTIALS.secretAccessKey,
    GITHUB_EVENT_NAME: 'push',
    GITHUB_SHA: '6d3be38d1f6dd3f1a6b0c3d7c8f1e6a2b4c5d6e7',
  }
  print(`CodeArts Build simulator at ${simulator.url}. Ctrl+C ends it.`)
  print('These credentials are public and open nothing else. Try the action against it:\n')
  const pairs = Object.entries(settings).map(([name, value]) => `'${name}=${value}'`)
  print(`  env ${pairs.join(' ')} \\\n    node dist/build.js\n`)
  const { token, username, password, domainName } = CREDENTIALS
  print(`Other ways to sign in: token ${token}`)
  print(`  or user ${username}, password ${password}, domain ${domainName} with iam-endpoint`)
  const leave = (): void => void simulator.close()
  process.once('SIGINT', leave)
  process.once('SIGTERM', leave)
}

const { values } = parseArgs({
  options: {
    port: { type: 'string', default: '0' },
    scenario: { type: 'string', default: 'good' },
  },
})
const scenario = SCENARIOS[values.scenario]
const port = Number(values.port)
if (scenario === undefined || !Number.isInteger(port) || port < 0 || port > 65_535) {
  print(USAGE)
  process.exitCode = 2
} else {
  await serve(port, scenario)
}
