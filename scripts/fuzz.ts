/**
 * `npm run fuzz -- --minutes 10`: tries hostile text, answers, events, inputs and definitions with new random input until
 * the time is over, and ends with 1 at the first that breaks a property. The failure names the seed that repeats it.
 */
import { spawnSync } from 'node:child_process'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'

const FUZZED = [
  '__tests__/fuzz',
  '__tests__/github/runner/inert-text',
  '__tests__/text/secrets',
  '__tests__/clouds/huawei/codearts-build/definitions/read-definition',
]
/** So many times the inputs of `npm test`, in each round. */
const TIMES = 10
const LONGEST_TEST_MS = 30 * 60_000
const MINUTE_MS = 60_000

function round(root: string): number {
  const jest = join(root, 'node_modules', 'jest', 'bin', 'jest.js')
  const node = ['--experimental-vm-modules', '--disable-warning=ExperimentalWarning', jest]
  const { status } = spawnSync(
    process.execPath,
    [...node, '--silent', `--testTimeout=${LONGEST_TEST_MS}`, ...FUZZED],
    { cwd: root, stdio: 'inherit', env: { ...process.env, FUZZ_TIMES: String(TIMES) } },
  )
  return status ?? 1
}

function fuzz(minutes: number): number {
  const root = dirname(dirname(fileURLToPath(import.meta.url)))
  const end = Date.now() + minutes * MINUTE_MS
  for (let rounds = 1; ; rounds += 1) {
    const status = round(root)
    if (status !== 0) return status
    if (Date.now() >= end) {
      console.log(
        `${rounds} rounds, each with ${TIMES} times the inputs of npm test: nothing found.`,
      )
      return 0
    }
  }
}

const { values } = parseArgs({ options: { minutes: { type: 'string', default: '10' } } })
const minutes = Number(values.minutes)
if (Number.isFinite(minutes) && minutes > 0) {
  process.exitCode = fuzz(minutes)
} else {
  console.error(`--minutes is ${values.minutes}, and must be a number above 0.`)
  process.exitCode = 2
}
