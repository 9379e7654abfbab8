/**
 * `npm run fuzz -- --minutes 10`: all tests that try something at random, again and again with new seeds and more of it than
 * among the tests, until the time is over; it ends with 1 at the first round that breaks a property, and names its seed.
 * `npm run fuzz -- --seed 4711` repeats one round.
 */
import { spawnSync } from 'node:child_process'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { fileURLToPath } from 'node:url'
import { randomTests } from './random-tests.js'

const ROOT = fileURLToPath(new URL('..', import.meta.url))
/** So many times the inputs of `npm test`, in each round. */
const TIMES = 10
/** Lives of each system in a round; `npm test` has 320. */
const LIVES = 1_000
const LONGEST_TEST_MS = 30 * 60_000
const MINUTE_MS = 60_000
const SEEDS = 2 ** 31

function round(seed: number): number {
  const jest = join(ROOT, 'node_modules', 'jest', 'bin', 'jest.js')
  const node = ['--experimental-vm-modules', '--disable-warning=ExperimentalWarning', jest]
  const chosen = {
    FUZZ_SEED: String(seed),
    FUZZ_TIMES: String(TIMES),
    CHAOS_SEED: String(seed),
    CHAOS_CASES: String(LIVES),
  }
  const { status } = spawnSync(
    process.execPath,
    [...node, '--silent', `--testTimeout=${LONGEST_TEST_MS}`, ...randomTests(ROOT)],
    { cwd: ROOT, stdio: 'inherit', env: { ...process.env, ...chosen } },
  )
  if (status === 0) return 0
  const settings = Object.entries(chosen).map(([name, value]) => `${name}=${value}`)
  console.error(`\nnpm run fuzz -- --seed ${seed} repeats this round, and one file of it:`)
  console.error(`${settings.join(' ')} npm test -- <file>`)
  return status ?? 1
}

function fuzz(minutes: number): number {
  const end = Date.now() + minutes * MINUTE_MS
  for (let rounds = 1; ; rounds += 1) {
    const seed = Math.floor(Math.random() * SEEDS)
    console.log(`Round ${rounds}: seed ${seed}`)
    const status = round(seed)
    if (status !== 0) return status
    if (Date.now() >= end) {
      console.log(
        `${rounds} rounds, each with ${TIMES} times the inputs of npm test: nothing found.`,
      )
      return 0
    }
  }
}

const { values } = parseArgs({
  options: { minutes: { type: 'string', default: '10' }, seed: { type: 'string' } },
})
const minutes = Number(values.minutes)
const seed = Number(values.seed)
if (values.seed !== undefined && Number.isSafeInteger(seed)) {
  process.exitCode = round(seed)
} else if (values.seed === undefined && Number.isFinite(minutes) && minutes > 0) {
  process.exitCode = fuzz(minutes)
} else {
  console.error('--minutes must be a number above 0, and --seed a whole number.')
  process.exitCode = 2
}
