import { CREDENTIALS } from '../__tests__/simulator/index.js'
import { startReleaseSimulator } from '../__tests__/simulator/servicestage/index.js'
import { startAction } from '../__tests__/support/action-process.js'
import { PIPELINE_ID, RELEASE_PROJECT_ID } from '../__tests__/support/ids.js'
import { JobLog } from '../__tests__/support/job-log.js'

const stages = (status: number | undefined): readonly unknown[] => [
  { stage_name: 'staging', tasks: [{ task_name: 'deploy', status: 2 }] },
  { stage_name: 'production', tasks: [{ task_name: 'approve', status, approvers: ['ops'] }] },
]

/** What follows a good build: a release that waits for an approval, which a second step gives. */
export async function demoRelease(print: (line: string) => void): Promise<void> {
  const simulator = await startReleaseSimulator()
  simulator.pipeline(PIPELINE_ID).next({
    legs: [
      { status: 4, lastsMs: 4_000 },
      { status: 5 },
      { status: 4, lastsMs: 4_000 },
      { status: 2 },
    ],
    stages,
  })
  const inputs = {
    region: 'cn-north-4',
    endpoint: simulator.url,
    'project-id': RELEASE_PROJECT_ID,
    'pipeline-id': PIPELINE_ID,
    'poll-interval-seconds': '1',
    'access-key-id': CREDENTIALS.accessKeyId,
    'secret-access-key': CREDENTIALS.secretAccessKey,
  }
  const step = async (title: string, more: Readonly<Record<string, string>>) => {
    print(`\n--- ${title}\n`)
    const log = new JobLog(print)
    const all = { ...inputs, ...more }
    const running = startAction({
      action: 'release',
      inputs: all,
      onOutput: (text) => log.push(text),
    })
    const { exitCode, outputs } = await running.done
    log.end()
    print(`\n--- Exit code ${exitCode ?? 'none'}`)
    for (const [name, value] of Object.entries(outputs)) print(`    ${name}: ${value}`)
  }
  const release = step('The release: a step of its own job', {})
  // The approval comes while the first step waits, as from another job.
  while (simulator.pipeline(PIPELINE_ID).newest?.statusAt(Date.now()) !== 5) await pause(200)
  await pause(2_500)
  const approval = { action: 'approval', 'task-name': 'approve', 'approval-type': 'agree' }
  await step('The approval: a step of another job', approval)
  await release
  print(`\n--- The simulator of ServiceStage saw ${simulator.requests.length} requests`)
  await simulator.close()
}

function pause(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms))
}
