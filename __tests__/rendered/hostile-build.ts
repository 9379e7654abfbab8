import { endedAs, factsOf } from './builds.js'

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
    owner: '`|<b>task</b>',
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
