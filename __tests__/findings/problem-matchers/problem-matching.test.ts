import { describe, expect, it } from '@jest/globals'
import { buildLogFormat } from '../../../src/clouds/huawei/codearts-build/log-format.js'
import type { ActionError } from '../../../src/core/index.js'
import type { Finding } from '../../../src/findings/finding.js'
import { ProblemMatching } from '../../../src/findings/problem-matchers/problem-matching.js'
import { readMatchers } from '../../../src/findings/problem-matchers/read-matchers.js'
import { LineFeed } from '../../../src/log/line-feed.js'
import { secretsOf } from '../../support/secrets.js'

const PLAIN = { regexp: '^(\\S+) (\\d+) (.+)$', file: 1, line: 2, message: 3 }
const plain = { owner: 'plain', pattern: [PLAIN] }
/** Takes longer than anybody waits over a line of 40 letters that ends otherwise. */
const endless = { owner: 'endless', pattern: [{ regexp: '^(a+)+$', message: 0 }] }

interface Matched {
  readonly findings: readonly Finding[]
  readonly warnings: readonly ActionError[]
  readonly tookMs: number
}

async function matched(
  matchers: readonly unknown[],
  log: string,
  { cancel = new AbortController().signal, pieceBytes = 1_000 } = {},
): Promise<Matched> {
  const read = readMatchers(JSON.stringify({ problemMatcher: matchers }))
  expect(read.problems).toEqual([])
  const warnings: ActionError[] = []
  const matching = new ProblemMatching({
    matchers: read.matchers,
    format: buildLogFormat,
    secrets: secretsOf(),
    cancel,
    complain: (warning) => warnings.push(warning),
  })
  const feed = new LineFeed([matching])
  const bytes = Buffer.from(log)
  const begun = performance.now()
  for (let from = 0; from < bytes.length; from += pieceBytes) {
    await feed.write(bytes.subarray(from, from + pieceBytes))
  }
  await feed.close()
  return { findings: matching.findings(), warnings, tookMs: performance.now() - begun }
}

const said = ({ findings }: Matched) =>
  findings.map(({ severity, places: [place], message, title }) =>
    [severity, place && `${place.path}:${place.line}`, title, message].join(' '),
  )

describe('ProblemMatching', () => {
  it('finds messages without stamps, marks and colours, as if nothing stood there', async () => {
    const log = [
      'src/a.c 3 one',
      '[2026/09/10 19:09:20.116 GMT+08:00] src/b.c 4 two',
      '[2026/09/10 19:09:20.116 GMT+08:00] [INFO] [Build:shell] : src/c.c 5 three',
      '\u001b[31msrc/d.c\u001b[0m 6 four\r',
      '10 %\rsrc/e.c 7 five',
      'src/f.c 8 six',
    ].join('\n')
    expect(said(await matched([plain], log, { pieceBytes: 7 }))).toEqual([
      'error src/a.c:3 plain one',
      'error src/b.c:4 plain two',
      'error src/c.c:5 plain three',
      'error src/d.c:6 plain four',
      'error src/e.c:7 plain five',
      'error src/f.c:8 plain six',
    ])
  })

  it('knows the folders that tools were in when they printed the message', async () => {
    const log = [
      'src/a.c 3 one',
      "make[1]: Entering directory '/ws/lib'",
      'src/b.c 4 two',
      '[INFO] [Test:shell] : begins',
      '+ cd web',
      'FILE',
      'src/c.c 5 three',
    ].join('\n')
    const two = {
      owner: 'two',
      pattern: [{ regexp: '^FILE$' }, { ...PLAIN, regexp: '^(src/c\\S+) (\\d+) (.+)$' }],
    }
    for (const pieceBytes of [7, 1_000]) {
      const { findings } = await matched([two, plain], log, { pieceBytes })
      expect(findings.map(({ folders = [] }) => folders.map(({ name }) => name))).toEqual([
        [],
        ['/ws/lib'],
        ['web'],
      ])
    }
  })

  it('joins the lines of a message, and lets the last pattern match again', async () => {
    const loop = {
      owner: 'loop',
      severity: 'warning',
      pattern: [
        { regexp: '^FILE (.+)$', file: 1 },
        {
          regexp: '^ (\\d+) (\\w+) (\\w*) (.+)$',
          line: 1,
          severity: 2,
          code: 3,
          message: 4,
          loop: true,
        },
      ],
    }
    const log = 'FILE a.c\n 1 error E1 one\n 2 NOTICE  two\n 3 odd X three\n\n 4 error E4 four\n'
    expect(said(await matched([loop], log))).toEqual([
      'error a.c:1 E1 one',
      'notice a.c:2 loop two',
    ])
  })

  it("names a file relative to its project's folder", async () => {
    const project = {
      owner: 'project',
      pattern: [
        { regexp: '^(\\S+):(\\d+) (.+) \\[(.+)\\]$', file: 1, line: 2, message: 3, fromPath: 4 },
      ],
    }
    const { findings } = await matched([project], 'P.cs:4 bad [/ws/src/App/App.csproj]\n')
    expect(findings[0]?.places).toEqual([
      { path: 'P.cs', line: 4, scope: { kind: 'folder', path: '/ws/src/App' } },
    ])
  })

  it('gives a line to the first matcher that has it, and the others begin again', async () => {
    const two = {
      owner: 'two',
      pattern: [{ regexp: '^HEAD$' }, { regexp: '^tail (.+)$', message: 1 }],
    }
    const any = { owner: 'any', pattern: [{ regexp: '^any (.+)$', message: 1 }] }
    expect(said(await matched([any, two], 'HEAD\nany x\ntail y\nHEAD\ntail z\n'))).toEqual([
      'error  any x',
      'error  two z',
    ])
  })

  it('leaves out a matcher that takes too long over a line, with one warning; the others go on', async () => {
    const log = `src/a.c 1 one\n${'a'.repeat(40)}!\nsrc/b.c 2 two\n${'a'.repeat(40)}!\n`
    const result = await matched([endless, plain], log)
    expect(said(result)).toEqual(['error src/a.c:1 plain one', 'error src/b.c:2 plain two'])
    expect(result.warnings.map(({ message }) => message)).toEqual([
      'Problem matcher endless took more than 0.5 s on one line of the log, so it is left out.',
    ])
    expect(result.tookMs).toBeLessThan(3_500)
  })

  it('is not waited for once the workflow is cancelled', async () => {
    const cancel = AbortSignal.abort()
    const result = await matched([endless], `${'a'.repeat(40)}!\n`, { cancel })
    expect(result.tookMs).toBeLessThan(1_000)
    expect(result.warnings.map(({ message }) => message)).toEqual([
      'The problem matchers had not read the whole log when it ended; the rest is left out.',
    ])
  })
})
