import { describe, expect, it } from '@jest/globals'
import { checkAnnotations } from '../../../src/github/checks/check-annotations.js'
import { startOfBytes } from '../../../src/text/start-of.js'
import { conclusionOf, stateOf } from '../../../src/github/checks/conclusion.js'
import { ActionError } from '../../../src/core/errors.js'
import { GITHUB_TOKEN } from '../../simulator/github/index.js'
import { fault } from '../../simulator/index.js'
import { CheckBench, findings, GOOD, RUN } from './check-bench.js'
import { COMMIT } from '../../support/ids.js'
import { closedAfterEach } from '../../support/closing.js'

const kept = closedAfterEach<CheckBench>(({ github }) => expect(github.problems).toEqual([]))

describe('A live check', () => {
  it('tells the step, 30 s apart, 20 times at most, and each step once', async () => {
    const bench = kept(await CheckBench.with())
    let calls = 0
    const steps = () => [
      { name: `Step ${Math.floor((calls += 1) / 2)} hunter22`, status: 'running' },
    ]
    await bench.run(60 * 60_000, [], steps)
    const updates = bench.github.requests
      .filter(({ route }) => route === 'update-check')
      .slice(0, -1)
    expect(updates).toHaveLength(20)
    const gaps = updates.slice(1).map(({ at }, index) => at - (updates[index]?.at ?? 0))
    expect(Math.min(...gaps)).toBeGreaterThanOrEqual(30_000)
    expect(JSON.stringify(updates)).not.toContain('hunter22')
    const titles = updates.map(({ body }) => {
      const { output } = JSON.parse(body) as { readonly output: { readonly title: string } }
      return output.title
    })
    expect(titles[0]).toBe('Build #7 is at step Step 0 ***')
    expect(new Set(titles).size).toBe(titles.length)
  })

  it('has 500 annotations at most, in pieces of 50, and says how many are missing', async () => {
    const bench = kept(await CheckBench.with())
    await bench.run(1_000, findings(510))
    expect(bench.github.checks[0]?.annotations).toHaveLength(500)
    expect(bench.routes.filter((route) => route === 'update-check')).toHaveLength(10)
    expect(bench.lines).toEqual(['10 of 510 annotations are not in the check "CodeArts".'])
  })

  it('is pending as a status, and leads to the workflow run where the run has no page', async () => {
    const bench = kept(await CheckBench.with({ kind: 'status' }))
    await bench.run(1_000)
    expect(bench.github.statuses.map(({ state }) => state)).toEqual(['pending', 'success'])
    expect(bench.urls.at(-1)).toBe('https://console.example.com/7')
    const pageless = kept(await CheckBench.with({ kind: 'status' }))
    const { ref, name, number } = RUN
    pageless.check.started({ ref, name, number }, () => Promise.resolve([]))
    await pageless.complete()
    expect(pageless.urls.at(-1)).toBe('https://github.com/octo/app/actions/runs/4711')
    expect(pageless.github.statuses.at(-1)?.target_url).toBe(pageless.urls.at(-1))
  })
})

describe('What a check stands on', () => {
  it('is the commit that the service names, once, where a tag was asked for', async () => {
    const bench = kept(await CheckBench.withoutCommit())
    bench.check.started(RUN, () => Promise.resolve([]))
    await bench.clock.sleep(60_000)
    expect(bench.routes).toEqual([])
    bench.check.seen({ phase: 'running', facts: { word: 'RUNNING', commit: COMMIT.toUpperCase() } })
    bench.check.seen({ phase: 'running', facts: { word: 'RUNNING' } })
    await bench.complete()
    expect(bench.github.checks).toMatchObject([{ head_sha: COMMIT, conclusion: 'success' }])
    expect(bench.routes).toEqual(['create-check'])
  })

  it.each([undefined, 'main', 'abc123'])(
    'is nothing where the service names %j',
    async (commit) => {
      const bench = kept(await CheckBench.withoutCommit())
      bench.check.known(RUN)
      bench.check.seen({
        phase: 'running',
        facts: { word: 'RUNNING', ...(commit !== undefined && { commit }) },
      })
      await bench.complete()
      expect(bench.routes).toEqual([])
      expect(bench.lines).toEqual(['The check "CodeArts" is not published: no commit is known.'])
      expect(bench.records).toEqual([])
    },
  )

  it.each([
    ['f'.repeat(40), `the service built ${'f'.repeat(40)}`],
    ['main <b>', 'the service built another one'],
  ])('is the commit that was asked for, in red, where %s was built', async (built, said) => {
    const bench = kept(await CheckBench.with())
    bench.check.started(RUN, () => Promise.resolve([]))
    bench.check.seen({ phase: 'running', facts: { word: 'RUNNING', commit: built } })
    await bench.complete()
    expect(bench.github.checks).toMatchObject([
      { head_sha: COMMIT, conclusion: 'failure', title: `Asked for commit ${COMMIT}, but ${said}` },
    ])
    expect(bench.github.checks[0]?.summary).toMatch(/^> Asked for commit .*\n\nAll\.$/s)
  })

  it('is good where the service tells the same commit in another case', async () => {
    const bench = kept(await CheckBench.with())
    bench.check.started(RUN, () => Promise.resolve([]))
    const facts = { word: 'SUCCESS', commit: COMMIT.toUpperCase() }
    await bench.complete([], { ...GOOD, facts })
    expect(bench.github.checks).toMatchObject([{ conclusion: 'success' }])
  })
})

describe('The end of a check', () => {
  it('is told of a run that was never started, under an id without a number', async () => {
    const bench = kept(await CheckBench.with())
    await bench.complete([], { status: 'not-started', exitCode: 1, message: 'Cancelled.' })
    expect(bench.github.checks).toMatchObject([
      { external_id: '4711/1/build/', conclusion: 'cancelled', status: 'completed' },
    ])
    expect(bench.github.checks[0]?.started_at).toBeNull()
  })

  it('is told of a run that was found, without opening it before', async () => {
    const bench = kept(await CheckBench.with())
    bench.check.known(RUN)
    await bench.complete([], { ...GOOD, status: 'reused' })
    expect(bench.routes).toEqual(['create-check'])
    expect(bench.github.checks).toMatchObject([
      { external_id: '4711/1/build/7', conclusion: 'success', details_url: RUN.url },
    ])
  })

  it('is told of a run without a page, whose status then leads to the workflow run', async () => {
    const bench = kept(await CheckBench.with({ kind: 'status' }))
    const { ref, name, number } = RUN
    bench.check.known({ ref, name, number })
    await bench.complete()
    expect(bench.github.statuses).toMatchObject([
      { state: 'success', target_url: 'https://github.com/octo/app/actions/runs/4711' },
    ])
  })

  it('is one warning without a token, and nothing is sent', async () => {
    const access = { apiUrl: new URL('http://127.0.0.1:9'), owner: 'octo', repo: 'app' }
    const bench = kept(await CheckBench.with({ access }))
    await bench.run(60_000)
    expect(bench.routes).toEqual([])
    expect(bench.warnings).toMatchObject([
      { message: expect.stringContaining('github-token is empty') },
    ])
    expect(bench.records.at(-1)).toEqual({ phase: 'over' })
  })

  it("is a plain line where a fork's token reads only", async () => {
    const bench = kept(
      await CheckBench.with({ readOnly: true }, { tokens: { [GITHUB_TOKEN]: 'read' } }),
    )
    await bench.run(60_000)
    expect(bench.warnings).toEqual([])
    expect(bench.lines).toEqual([expect.stringContaining('has a read-only token')])
    expect(bench.routes).toEqual(['create-check'])
  })

  it('has a summary of 65,535 bytes at most, with no character in half', async () => {
    const bench = kept(await CheckBench.with())
    await bench.check.complete(GOOD, { title: 't', summary: 'ñ'.repeat(40_000), findings: [] })
    const summary = bench.github.checks[0]?.summary ?? ''
    expect(Buffer.byteLength(summary)).toBe(65_534)
    expect(summary).toMatch(/^ñ+$/)
  })

  it('comes after 20 updates that failed as after none', async () => {
    const bench = kept(await CheckBench.with())
    bench.github.faults.add({
      route: 'update-check',
      call: 1,
      fault: fault.status(422, { message: 'x' }),
    })
    let step = 0
    await bench.run(20 * 60_000, [], () => [{ name: `Step ${(step += 1)}`, status: 'running' }])
    expect(bench.routes).toEqual(['create-check', 'update-check', 'update-check'])
    expect(bench.github.checks).toMatchObject([{ conclusion: 'success' }])
    expect(bench.warnings).toEqual([])
  })

  it('does not wait for steps that nobody can tell', async () => {
    const bench = kept(await CheckBench.with())
    bench.check.started(RUN, () => Promise.reject(new Error('no steps')))
    await bench.clock.sleep(95_000)
    await bench.complete()
    expect(bench.routes).toEqual(['create-check', 'update-check'])
  })
})

describe('A conclusion', () => {
  it.each([
    ['succeeded', 'success', 'success'],
    ['reused', 'success', 'success'],
    ['failed', 'failure', 'failure'],
    ['lost', 'failure', 'failure'],
    ['stopped', 'cancelled', 'error'],
    ['left-running', 'cancelled', 'error'],
    ['timed-out', 'timed_out', 'failure'],
    ['not-started', 'cancelled', 'error'],
    ['started', 'failure', 'failure'],
    ['done', 'failure', 'failure'],
    ['waiting', 'failure', 'failure'],
    ['checked', 'failure', 'failure'],
  ] as const)('of %s is %s, as a status %s', (status, conclusion, state) => {
    const given = conclusionOf({ status, exitCode: 1, message: '' })
    expect([given, stateOf(given)]).toEqual([conclusion, state])
  })

  it('of a start that was refused is a failure, unlike one that was cancelled', () => {
    const error = new ActionError('refused', 'no', { hint: '' })
    const verdict = { status: 'not-started', exitCode: 1, message: '', error } as const
    expect(conclusionOf(verdict)).toBe('failure')
  })
})

describe('An annotation', () => {
  const one = { severity: 'error', file: 'a.c', line: 1, message: 'x' } as const

  it('has both columns or none, a level of GitHub’s, and a line from 1 on', () => {
    expect(
      checkAnnotations(
        [
          { ...one, column: 4 },
          { ...one, line: 0 },
        ],
        false,
      ),
    ).toEqual([
      {
        path: 'a.c',
        start_line: 1,
        end_line: 1,
        start_column: 4,
        end_column: 4,
        annotation_level: 'failure',
        message: 'x',
      },
    ])
  })

  it('of a good build is never a failure', () => {
    expect(checkAnnotations([one], true)).toMatchObject([{ annotation_level: 'warning' }])
  })

  it('stands before a milder one, keeps its title, and says something', () => {
    const notice = { ...one, severity: 'notice', message: ' ', title: 'T'.repeat(300) } as const
    const shown = checkAnnotations([notice, { ...one, severity: 'warning' }, one], false)
    expect(shown.map((each) => each.annotation_level)).toEqual(['failure', 'warning', 'notice'])
    expect(shown[2]).toMatchObject({ message: 'No message.', title: 'T'.repeat(255) })
  })

  it('escapes what GitHub does not take', () => {
    const [shown] = checkAnnotations([{ ...one, message: 'bad 🚀', title: '' }], false)
    expect(shown).toMatchObject({ message: 'bad \\u{1f680}' })
    expect(shown).not.toHaveProperty('title')
  })
})

describe('The beginning of a text', () => {
  it.each([
    ['añb', 2, 'a'],
    ['añb', 3, 'añ'],
    ['日本', 5, '日'],
    ['🚀', 3, ''],
    ['abc', 3, 'abc'],
  ])('%s of %i bytes is %s', (text, most, first) => {
    expect(startOfBytes(text, most)).toBe(first)
  })
})
