import {
  type ActionProcess,
  type ActionResult,
  startAction,
} from '../__tests__/support/action-process.js'
import { JobLog } from '../__tests__/support/job-log.js'
import { codeArtsBuild, codeBuild } from './demo-services.js'

/** After the first group of the build's log: while it compiles. */
const INTERRUPT_AFTER_MS = 3_000
/** The runner's own: SIGINT, then SIGTERM, then the end. */
const TERM_AFTER_MS = 7_500

const fails = process.argv.includes('--fail')
const cancels = process.argv.includes('--cancel')
const kills = process.argv.includes('--kill')

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
  const start = process.argv.includes('--codebuild') ? codeBuild : codeArtsBuild
  const service = await start(fails)
  const log = new JobLog(print)
  print('--- The main step\n')
  const main = startAction({ ...service.options, onOutput: (text) => log.push(text) })
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
    ...service.options,
    entry: 'post',
    state: result.state,
    onOutput: (text) => postLog.push(text),
  }).done
  postLog.end()
  show('Post step', post)
  print(
    `\n--- The simulator saw ${service.requests()} requests; builds still running: ${service.running()}`,
  )
  await service.close()
}
