/** `npm run demo -- --task`: a clicked task is exported, changed in its file, planned and applied, against the simulator. */
import { AsCode, parameter } from '../__tests__/support/as-code.js'
import { JOB_ID } from '../__tests__/support/ids.js'
import type { ActionResult } from '../__tests__/support/action-process.js'

const FILE = 'shop-backend.yml'

const print = (line: string): void => void process.stdout.write(`${line}\n`)

function show(title: string, { exitCode, stdout, outputs }: ActionResult): void {
  print(`\n--- ${title}: exit code ${exitCode}\n`)
  for (const line of stdout.split('\n')) if (!line.startsWith('::add-mask::')) print(line)
  const { status, action, changed } = outputs
  print(`    status: ${status}, action: ${action}, changed: ${changed}`)
}

/** Shows the whole way of a task into a repository, and what the simulator saw of it. */
export async function demoTask(): Promise<void> {
  const demo = await AsCode.over()
  demo.clicked({
    arch: 'x86-64',
    flavor: '2U8G',
    parameters: [
      parameter('codeBranch', { defaultValue: 'main', staticVar: 'true' }),
      parameter('nexusToken', { defaultValue: 'kept-in-the-service', sensitiveVar: 'true' }),
    ],
    steps: [
      {
        module_id: 'devcloud2018.codeci_action_20043.action',
        name: 'Maven',
        enable: true,
        properties: {
          preCondition: 'SUCCESS',
          image: 'maven3.5.3-jdk8-open',
          command: 'mvn -B package',
        },
      },
    ],
  })
  const given = { inputs: { file: FILE }, env: { NEXUS_TOKEN: 'a-secret-of-the-workflow' } }
  show('Export', await demo.task('export', { inputs: { 'job-id': JOB_ID, file: FILE } }))
  print(`\n${demo.read(FILE)}`)
  print('--- Somebody changes the command in a pull request')
  demo.write(FILE, demo.read(FILE).replace('mvn -B package', 'mvn -B verify'))
  show('Plan, on the pull request', await demo.task('plan', { inputs: { file: FILE } }))
  show('Apply, on the main branch', await demo.task('apply', given))
  show('Plan again', await demo.task('plan', { inputs: { file: FILE } }))
  const writes = demo.writes.map(({ method, path }) => `${method} ${path}`)
  print(
    `\n--- The simulator saw ${demo.simulator.requests.length} requests; those that write: ${writes.join(', ')}`,
  )
  await demo.close()
}
