import {
  build,
  CREDENTIALS,
  lines,
  product,
  type Scenario,
  startSimulator,
} from '../__tests__/simulator/index.js'
import {
  type ActionProcess,
  type ActionResult,
  startAction,
} from '../__tests__/support/action-process.js'
import { JobLog } from '../__tests__/support/job-log.js'

const JOB_ID = '48c66c6002964721be537cdc6ce0297b'
/** After the first group of the build's log: while it compiles. */
const INTERRUPT_AFTER_MS = 3_000
/** The runner's own: SIGINT, then SIGTERM, then the end. */
const TERM_AFTER_MS = 7_500

const fails = process.argv.includes('--fail')
const cancels = process.argv.includes('--cancel')
const kills = process.argv.includes('--kill')

function scenario(): Scenario {
  const both = build()
    .queuedFor('3s')
    .hiddenStep('Code checkout', 'Cloning https://codehub.example.com/team/shop.git\n')
    .step(
      'Compile',
      lines(60, (n) => `[INFO] Compiling class ${n} of 60`),
      { lasts: '8s' },
    )
    .ingestionLag('300ms')
  if (fails) {
    return both
      .step(
        'Unit tests',
        [
          'Running com.example.shop.CartTest',
          '[ERROR] src/test/java/com/example/shop/CartTest.java:[42,17] expected: <2> but was: <3>',
          'Tests run: 12, Failures: 1',
          '',
        ].join('\n'),
        { lasts: '5s', ends: 'error' },
      )
      .endsWith('FAILURE', { errMsg: 'Step "Unit tests" ended with exit code 1.' })
  }
  return both
    .step(
      'Unit tests',
      lines(120, (n) => `ok ${n} - CartTest.case${n}`),
      { lasts: '6s' },
    )
    .step('Upload to the release repository', 'Uploading shop-1.4.2.jar\n', { lasts: '2s' })
    .products([product('shop-1.4.2.jar', { version: '1.4.2' })])
    .endsWith('SUCCESS')
}

const print = (line: string): void => void process.stdout.write(`${line}\n`)

function show(title: string, result: ActionResult): void {
  print(`\n--- ${title}: exit code ${result.exitCode ?? `none, ended by ${result.signal}`}`)
  for (const [name, value] of Object.entries(result.outputs)) print(`    ${name}: ${value}`)
}

function interrupt(main: ActionProcess): void {
  if (kills) {
    print('--- The main step is killed, as by a runner that is out of memory')
    main.child.kill('SIGKILL')
    return
  }
  print('--- The workflow is cancelled: the runner sends SIGINT')
  main.child.kill('SIGINT')
  setTimeout(() => main.child.kill('SIGTERM'), TERM_AFTER_MS).unref()
}

/** A build from its start to its end, with the post step, and with an interruption where one is asked for. */
export async function demoBuild(): Promise<void> {
  const simulator = await startSimulator()
  simulator.job(JOB_ID).next(scenario())
  const inputs = {
    region: 'cn-north-4',
    endpoint: simulator.url,
    'job-id': JOB_ID,
    'access-key-id': CREDENTIALS.accessKeyId,
    'secret-access-key': CREDENTIALS.secretAccessKey,
    parameters: 'PROFILE=release',
  }
  const log = new JobLog(print)
  print('--- The main step\n')
  const main = startAction({ inputs, onOutput: (text) => log.push(text) })
  if (cancels || kills) {
    await main.waitFor(/::group::/)
    setTimeout(() => interrupt(main), INTERRUPT_AFTER_MS)
  }
  const result = await main.done
  log.end()
  show('Main step', result)

  print('\n--- The post step\n')
  // A step of its own, with a log of its own: a group that main left open isn't.
  const postLog = new JobLog(print)
  const post = await startAction({
    inputs,
    entry: 'post',
    state: result.state,
    onOutput: (text) => postLog.push(text),
  }).done
  postLog.end()
  show('Post step', post)
  const running = simulator.builds.filter((one) => one.state === 'running').length
  print(
    `\n--- The simulator saw ${simulator.requests.length} requests; builds still running: ${running}`,
  )
  await simulator.close()
}
