import { gate } from '../../src/core/gate.js'
import type { Outcome } from '../../src/core/outcome.js'
import type { Conclusion, RunFacts, StartedRun, Step } from '../../src/core/run.js'
import type { GraphTask, SummaryFacts } from '../../src/github/summary/facts.js'

const COMMIT = '4f1c9e07a2b86d3c5e90f1a47b2d8c6e3f501a92'

export const STARTED: StartedRun = {
  ref: { build: 128 },
  number: '128',
  url: 'https://devcloud.cn-north-4.huaweicloud.com/cloudbuild/detail/history/00000000000000000000000000000000/128',
  commit: COMMIT,
}

function endedAs(conclusion: Conclusion, word: string, more: Partial<RunFacts> = {}): Outcome {
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
    verdict: gate(outcome),
    outcome,
    task: 'web-shop',
    steps: [],
    artifacts: [],
    repository: { server: 'https://github.com', name: 'octo/web-shop' },
    secrets: [],
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
  recent: { days: 30, succeeded: 41, total: 46, medianMs: 151_000 },
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
    recent: { days: 30, succeeded: 41, total: 47, medianMs: 151_000 },
  },
)

export const CANCELLED = factsOf(
  { kind: 'cancelled', cause: 'SIGINT', run: STARTED, stop: 'requested' },
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

/** Names that try each way out of text: HTML, Markdown, tables, diagrams, links, mentions. */
export const HOSTILE_NAMES = [
  '<img src=x onerror="window.hacked=1">',
  '<script>window.hacked=1</script>',
  '[x](javascript:window.hacked=1)',
  '![x](https://evil.example/pixel.png)',
  '| a | b |\n| --- | --- |\n| c | d |',
  '```\n# Heading\n```',
  '</code></td></table><h1>Heading</h1>',
  '"]; click t0 call alert("hacked")',
  'a --> b; end',
  'section Injected',
  'x :crit, a, 0, 10s',
  "%%{init: {'securityLevel': 'loose'}}%%",
  '#quot;#lt;b#gt;bold#35;',
  '@octo/team and @someone, see #12, https://evil.example and www.evil.example, a@evil.example',
  '**bold** _italic_ ~~gone~~ $x^2$ :smile:',
  'back\\slash \\| pipe',
  '`code` ``code``',
  '中文 步骤 😀 \u202eright to left',
  'end',
  'gantt',
  '',
  '&lt;b&gt; &amp;#60;',
  'x'.repeat(5_000),
]

export const HOSTILE = factsOf(
  endedAs('failed', '<b>FAILURE</b>', {
    branch: 'a`b|c<d>@octo',
    trigger: '<i>me</i>|x',
    reason: '<script>window.hacked=1</script> [x](javascript:1)\n\n# Heading\n> quote',
    commit: 'x|<b>`',
  }),
  {
    task: '`|<b>task</b>',
    steps: HOSTILE_NAMES.map((name, index) => ({
      name,
      status: index % 3 === 0 ? 'failed' : index % 3 === 1 ? '<b>odd|</b>' : 'succeeded',
      durationMs: 4_000 + index,
    })),
    artifacts: HOSTILE_NAMES.map((name) => ({
      name,
      version: name,
      type: name,
      uri: name,
      kind: 'package' as const,
    })),
    graph: {
      tasks: HOSTILE_NAMES.map((name, index) => ({
        id: name + String(index),
        name,
        status: index % 2 === 0 ? 'failed' : '"]:::x',
        durationMs: 1_000,
        startedAt: new Date(1_760_000_000_000 + index),
      })),
      edges: HOSTILE_NAMES.slice(1).map((name, index) => ({
        from: (HOSTILE_NAMES[index] ?? '') + String(index),
        to: name + String(index + 1),
      })),
    },
    causes: HOSTILE_NAMES.map((name) => ({ step: name, message: name, code: name, advice: name })),
    evidence: {
      tail: [
        '```',
        '````',
        '</pre><script>window.hacked=1</script>',
        '\u001b[31mred',
        '~~~',
        ...HOSTILE_NAMES,
      ],
      findings: HOSTILE_NAMES.map((name, index) => ({
        severity: 'error' as const,
        file: `src/${name}`,
        line: index + 1,
        message: name,
        title: name,
      })),
      errors: 30,
      warnings: 0,
    },
  },
)
