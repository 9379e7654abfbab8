import { secretsOf } from '../support/secrets.js'
import { gate } from '../../src/core/gate.js'
import { WORDS } from '../support/fake-backend.js'
import type { Outcome } from '../../src/core/outcome.js'
import type { Conclusion, GraphTask, RunFacts, StartedRun, Step } from '../../src/core/run.js'
import type { SummaryFacts } from '../../src/github/summary/facts.js'

const COMMIT = '4f1c9e07a2b86d3c5e90f1a47b2d8c6e3f501a92'

export const STARTED: StartedRun = {
  ref: { build: 128 },
  name: 'build #128',
  number: '128',
  url: 'https://devcloud.cn-north-4.huaweicloud.com/cloudbuild/detail/history/00000000000000000000000000000000/128',
  commit: COMMIT,
}

export function endedAs(
  conclusion: Conclusion,
  word: string,
  more: Partial<RunFacts> = {},
): Outcome {
  const facts: RunFacts = {
    word,
    commit: COMMIT,
    branch: 'main',
    trigger: 'Manual',
    queuedMs: 12_400,
    durationMs: 185_000,
    ...more,
  }
  return { kind: 'ended', run: STARTED, ended: { phase: 'ended', facts, conclusion } }
}

export function factsOf(outcome: Outcome, more: Partial<SummaryFacts> = {}): SummaryFacts {
  return {
    verdict: gate(outcome, WORDS),
    outcome,
    words: WORDS,
    owner: 'web-shop',
    steps: [],
    artifacts: [],
    repository: { server: 'https://github.com', name: 'octo/web-shop' },
    secrets: secretsOf(),
    ...more,
  }
}

function steps(...list: readonly (readonly [string, string, number?])[]): readonly Step[] {
  return list.map(([name, status, durationMs]) => ({
    name,
    status,
    ...(durationMs !== undefined && { durationMs }),
  }))
}

export const GOOD = factsOf(endedAs('succeeded', 'SUCCESS'), {
  steps: steps(
    ['Check out', 'succeeded', 8_200],
    ['Maven 构建', 'succeeded', 121_000],
    ['Build and push the image', 'succeeded', 43_600],
    ['Upload to the release repository', 'succeeded', 12_200],
  ),
  artifacts: [
    {
      name: 'web-shop.jar',
      version: '1.4.2',
      type: 'jar',
      uri: '/web-shop/1.4.2/web-shop.jar',
      kind: 'package',
    },
    {
      name: 'web-shop',
      version: '1.4.2',
      type: 'docker',
      uri: 'swr.cn-north-4.myhuaweicloud.com/octo/web-shop:1.4.2',
      kind: 'image',
    },
  ],
  recent: { days: 30, succeeded: 41, total: 46, medianMs: 151_000, ownMs: 163_000 },
})

const LOG = [
  '[INFO] --- compiler:3.13.0:compile (default-compile) @ web-shop ---',
  '[INFO] Compiling 48 source files with javac [debug release 17] to target/classes',
  '[INFO] -------------------------------------------------------------',
  '[ERROR] COMPILATION ERROR :',
  '[INFO] -------------------------------------------------------------',
  '[ERROR] /devcloud/slavespace/usr1/7f/web/src/main/java/shop/Cart.java:[42,17] cannot find symbol',
  '  symbol:   method totl()',
  '  location: class shop.Cart',
  '[WARNING] /devcloud/slavespace/usr1/7f/web/src/main/java/shop/Price.java:[9,8] [deprecation] Date(int,int,int) in Date has been deprecated',
  '[INFO] 1 error',
  '[INFO] BUILD FAILURE',
  '[INFO] Total time:  58.214 s',
]

export const FAILED = factsOf(
  endedAs('failed', 'FAILURE', {
    reason: 'The Maven command exited with code 1.',
    durationMs: 96_300,
  }),
  {
    steps: steps(
      ['Check out', 'succeeded', 8_200],
      ['Install tools', 'succeeded', 22_900],
      ['Maven 构建', 'failed', 61_300],
      ['Build and push the image', 'not-started'],
    ),
    causes: [
      {
        step: 'Maven 构建',
        code: 'DEV.CB.0220021',
        message: 'Compilation failed: a symbol is missing.',
        advice: 'Check that the dependency is declared in pom.xml.',
      },
    ],
    evidence: {
      tail: LOG,
      findings: [
        {
          severity: 'error',
          file: 'src/main/java/shop/Cart.java',
          line: 42,
          column: 17,
          message: 'cannot find symbol\nsymbol:   method totl()',
        },
        {
          severity: 'warning',
          file: 'src/main/java/shop/Price.java',
          line: 9,
          column: 8,
          message: '[deprecation] Date(int,int,int) in Date has been deprecated',
        },
      ],
      errors: 1,
      warnings: 1,
    },
    recent: { days: 30, succeeded: 41, total: 47, medianMs: 151_000, ownMs: 163_000 },
  },
)

export const CANCELLED = factsOf(
  {
    kind: 'cancelled',
    cause: 'SIGINT',
    run: STARTED,
    stop: 'confirmed',
    ended: {
      phase: 'ended',
      conclusion: 'stopped',
      facts: { word: 'ABORTED', commit: COMMIT, branch: 'main', queuedMs: 4_000 },
    },
  },
  {
    lastSeen: { word: 'RUNNING', commit: COMMIT, branch: 'main', queuedMs: 4_000 },
    steps: steps(
      ['Check out', 'succeeded', 8_200],
      ['Maven 构建', 'stopped', 31_000],
      ['Upload', 'not-started'],
    ),
  },
)

const task = (id: string, name: string, status: string, from: number, ms: number): GraphTask => ({
  id,
  name,
  status,
  durationMs: ms,
  startedAt: new Date(1_760_000_000_000 + from),
  finishedAt: new Date(1_760_000_000_000 + from + ms),
})

export const SEVERAL = factsOf(endedAs('failed', 'FAILURE'), {
  graph: {
    tasks: [
      task('a', '编译 server', 'succeeded', 0, 62_000),
      task('b', 'Compile client', 'succeeded', 0, 48_000),
      task('c', 'Integration tests', 'failed', 62_000, 93_000),
      task('d', 'Lint', 'succeeded', 48_000, 12_000),
      { id: 'e', name: 'Publish', status: 'not-started' },
    ],
    edges: [
      { from: 'a', to: 'c' },
      { from: 'b', to: 'c' },
      { from: 'b', to: 'd' },
      { from: 'c', to: 'e' },
      { from: 'd', to: 'e' },
    ],
  },
})

export const MANY_STEPS = factsOf(endedAs('succeeded', 'SUCCESS', { durationMs: 5_400_000 }), {
  steps: Array.from({ length: 200 }, (_, index) => ({
    name: `Step ${index + 1}`,
    status: 'succeeded',
    durationMs: 1_000 + ((index * 7_919) % 60_000),
  })),
})
