import {
  AWS_CREDENTIALS,
  AWS_REGION,
  project,
  startAwsSimulator,
} from '../__tests__/simulator/aws/index.js'
import {
  build,
  CREDENTIALS,
  lines,
  product,
  type Scenario,
  startSimulator,
} from '../__tests__/simulator/index.js'
import type { ActionOptions } from '../__tests__/support/action-process.js'
import { JOB_ID } from '../__tests__/support/ids.js'

/** A simulated service, and how an action is run against it. */
export interface DemoService {
  readonly options: Pick<ActionOptions, 'action' | 'inputs' | 'env'>
  requests(): number
  /** Builds that still run. */
  running(): number
  close(): Promise<void>
}

export async function codeArtsBuild(fails: boolean): Promise<DemoService> {
  const simulator = await startSimulator()
  simulator.job(JOB_ID).next(scenario(fails))
  const inputs = {
    region: 'cn-north-4',
    endpoint: simulator.url,
    'job-id': JOB_ID,
    'access-key-id': CREDENTIALS.accessKeyId,
    'secret-access-key': CREDENTIALS.secretAccessKey,
    parameters: 'PROFILE=release',
  }
  return {
    options: { inputs },
    requests: () => simulator.requests.length,
    running: () => simulator.builds.filter(({ state }) => state === 'running').length,
    close: () => simulator.close(),
  }
}

export async function codeBuild(fails: boolean): Promise<DemoService> {
  const simulator = await startAwsSimulator()
  const good = project()
    .queuedFor('3s')
    .phase('INSTALL', 30, { lasts: '4s' })
    .phase('BUILD', 60, { lasts: '8s' })
    .artifact('arn:aws:s3:::shop-artifacts/shop.zip', '9f'.repeat(32))
    .ingestionLag('300ms')
  const bad = good
    .phase('POST_BUILD', ['src/cart.ts:42:17 error: expected 2 arguments, but got 3'], {
      lasts: '2s',
    })
    .failsWith('Error while executing command: npm run lint. Reason: exit status 1')
  simulator.project('shop').always(fails ? bad : good)
  return {
    options: {
      action: 'codebuild',
      inputs: { 'project-name': 'shop', 'env-vars-for-codebuild': 'MODE' },
      env: {
        MODE: 'release',
        AWS_REGION,
        AWS_ACCESS_KEY_ID: AWS_CREDENTIALS.accessKeyId,
        AWS_SECRET_ACCESS_KEY: AWS_CREDENTIALS.secretAccessKey,
        AWS_ENDPOINT_URL: simulator.url,
      },
    },
    requests: () => simulator.requests.length,
    running: () => simulator.builds.filter(({ state }) => state === 'running').length,
    close: () => simulator.close(),
  }
}

function scenario(fails: boolean): Scenario {
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
