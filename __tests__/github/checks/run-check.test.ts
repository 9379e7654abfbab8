import { afterEach, describe, expect, it } from '@jest/globals'
import { checkAnnotations } from '../../../src/github/checks/check-annotations.js'
import { startOfBytes } from '../../../src/text/start-of.js'
import { conclusionOf, stateOf } from '../../../src/github/checks/conclusion.js'
import { CheckBench, findings } from './check-bench.js'

let bench: CheckBench | undefined

afterEach(async () => {
  expect(bench?.github.problems ?? []).toEqual([])
  await bench?.close()
  bench = undefined
})

describe('A live check', () => {
  it('tells the step, 30 s apart, 20 times at most, and each step once', async () => {
    bench = await CheckBench.with()
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
    expect(JSON.parse(updates[0]?.body ?? '')).toMatchObject({
      output: { title: 'Build #7 is at step Step 0 ***' },
    })
  })

  it('has 500 annotations at most, in pieces of 50, and says how many are missing', async () => {
    bench = await CheckBench.with()
    await bench.run(1_000, findings(510))
    expect(bench.github.checks[0]?.annotations).toHaveLength(500)
    expect(bench.routes.filter((route) => route === 'update-check')).toHaveLength(10)
    expect(bench.lines).toEqual(['10 of 510 annotations are not in the check "CodeArts".'])
  })

  it('is pending as a status, and leads to the workflow run where the run has no page', async () => {
    bench = await CheckBench.with({ kind: 'status' })
    await bench.run(1_000)
    expect(bench.github.statuses.map(({ state }) => state)).toEqual(['pending', 'success'])
    expect(bench.urls.at(-1)).toBe('https://console.example.com/7')
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
  ] as const)('of %s is %s, as a status %s', (status, conclusion, state) => {
    const given = conclusionOf({ status, exitCode: 1, message: '' })
    expect([given, stateOf(given)]).toEqual([conclusion, state])
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
