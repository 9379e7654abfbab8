import {
  AWS_CREDENTIALS,
  AWS_REGION,
  type CodeBuildScenario,
  project,
  startAwsSimulator,
} from './index.js'

const good = project()
  .queuedFor('2s')
  .phase('DOWNLOAD_SOURCE', ['Cloning https://github.com/octo/shop.git'], { lasts: '1s' })
  .phase('INSTALL', 20, { lasts: '3s' })
  .phase('BUILD', 60, { lasts: '6s' })
  .artifact('arn:aws:s3:::shop-artifacts/shop.zip', '9f'.repeat(32))
  .ingestionLag('500ms')
  .stopTakes('1s')

const SCENARIOS: Readonly<Record<string, CodeBuildScenario>> = {
  good,
  fail: good
    .phase('POST_BUILD', ['src/cart.ts:42:17 error: expected 2 arguments, but got 3'], {
      lasts: '1s',
    })
    .failsWith('Error while executing command: npm run lint. Reason: exit status 1'),
  slow: good.queuedFor('30s').runsFor('10m'),
}

/** Runs the simulator of AWS until a signal, and tells how the action is tried against it. */
export async function serveCodeBuild(
  port: number,
  scenario: string,
  print: (line: string) => void,
): Promise<void> {
  const simulator = await startAwsSimulator({ port })
  simulator.project('shop').always(SCENARIOS[scenario] ?? good)
  const settings = {
    'INPUT_PROJECT-NAME': 'shop',
    AWS_REGION,
    AWS_ACCESS_KEY_ID: AWS_CREDENTIALS.accessKeyId,
    AWS_SECRET_ACCESS_KEY: AWS_CREDENTIALS.secretAccessKey,
    AWS_ENDPOINT_URL: simulator.url,
    GITHUB_EVENT_NAME: 'push',
    GITHUB_REPOSITORY: 'octo/shop',
    GITHUB_SHA: '6d3be38d1f6dd3f1a6b0c3d7c8f1e6a2b4c5d6e7',
  }
  print(`Simulator of AWS CodeBuild, CloudWatch Logs and STS at ${simulator.url}. Ctrl+C ends it.`)
  print('These credentials are public and open nothing else. Try the action against it:\n')
  const pairs = Object.entries(settings).map(([name, value]) => `'${name}=${value}'`)
  print(`  env ${pairs.join(' ')} \\\n    node dist/codebuild.js\n`)
  const leave = (): void => void simulator.close()
  process.once('SIGINT', leave)
  process.once('SIGTERM', leave)
}
