import { describe, expect, it } from '@jest/globals'
import { GITHUB_TOKEN, type GithubOptions, type GithubSimulator, startGithub } from '../simulator/github/index.js'
import { build, fault, lines, type Scenario } from '../simulator/index.js'
import { type ActionOptions, PUSHED_COMMIT } from '../support/action-process.js'
import { Bundle } from '../support/bundle.js'
import { closedAfterEach } from '../support/closing.js'

const good = build().step('Compile', lines(5)).succeedsAfter('600ms')
const kept = closedAfterEach<Bundle | GithubSimulator>()

async function checked(scenario: Scenario, options: GithubOptions = {}) {
  const bundle = kept(await Bundle.with(scenario))
  const github = kept(await startGithub(options))
  const withCheck = (more: Partial<ActionOptions> = {}): Partial<ActionOptions> => ({
    ...more,
    inputs: { 'check-name': 'CodeArts Build', ...more.inputs },
    env: { GITHUB_API_URL: github.url, ...more.env },
  })
  return { bundle, github, withCheck }
}

describe('The check', () => {
  it('shows a good build on its commit, from its start to its end', async () => {
    const { bundle, github, withCheck } = await checked(good)
    const result = await bundle.main(withCheck())
    expect(result).toMatchObject({ exitCode: 0, stderr: '', outputs: { status: 'succeeded' } })
    expect(github.checks).toMatchObject([
      {
        name: 'CodeArts Build',
        head_sha: PUSHED_COMMIT,
        external_id: '4711/1/build/1',
        status: 'completed',
        conclusion: 'success',
        title: 'Build #1 succeeded in 0.6 s',
        summary: result.summary,
      },
    ])
    expect(github.requests.map(({ route }) => route)).toEqual(['create-check', 'update-check'])
    expect(result.outputs['check-url']).toBe(
      `https://github.com/octo/app/runs/${github.checks[0]?.id ?? ''}`,
    )
    expect(github.problems).toEqual([])
    expect((await bundle.post(result, withCheck())).stdout).toBe('')
  })

  it('sends nothing to GitHub, and no token elsewhere, when no check is wanted', async () => {
    const { bundle, github, withCheck } = await checked(good)
    const result = await bundle.main(withCheck({ inputs: { 'check-name': '' } }))
    expect(result.exitCode).toBe(0)
    expect(github.requests).toEqual([])
    expect(JSON.stringify(bundle.simulator.requests)).not.toContain(GITHUB_TOKEN)
  })

  it.each([
    ['FAILURE', 'failure'],
    ['ABORTED', 'cancelled'],
    ['TIMEOUT', 'timed_out'],
    ['COMPLETED', 'failure'],
  ])('of a build that ends as %s is %s', async (word, conclusion) => {
    const { bundle, github, withCheck } = await checked(build().runsFor('300ms').endsWith(word))
    expect((await bundle.main(withCheck())).exitCode).toBe(1)
    expect(github.checks).toMatchObject([{ status: 'completed', conclusion }])
    expect(github.problems).toEqual([])
  })

  it('has all findings, in pieces, the worst with the verdict', async () => {
    const printed = Array.from({ length: 120 }, (_, n) => {
      const kind = n % 2 === 0 ? 'WARNING' : 'ERROR'
      return `[${kind}] src/main/java/Cart.java:[${n + 1},17] problem ${n}\n`
    })
    const scenario = build().step('Compile', printed.join(''), { ends: 'error' })
    const { bundle, github, withCheck } = await checked(scenario.failsAfter('300ms'))
    await bundle.main(withCheck())
    const [check] = github.checks
    expect(check?.annotations).toHaveLength(120)
    const first = check?.annotations.slice(0, 50) ?? []
    expect(first.every((one) => one.annotation_level === 'failure')).toBe(true)
    expect(github.requests.map(({ route }) => route)).toEqual([
      'create-check',
      ...Array.from({ length: 3 }, () => 'update-check'),
    ])
    expect(JSON.parse(github.requests[1]?.body ?? '')).toMatchObject({ conclusion: 'failure' })
    expect(github.problems).toEqual([])
  })

  it('is completed by the post step after a kill', async () => {
    const { bundle, github, withCheck } = await checked(build().succeedsAfter('60s'))
    const main = bundle.start(withCheck())
    await main.waitFor(/Running/)
    while (github.checks.length === 0) await new Promise((resolve) => setTimeout(resolve, 10))
    await new Promise((resolve) => setTimeout(resolve, 100))
    main.child.kill('SIGKILL')
    const post = await bundle.post(await main.done, withCheck())
    expect(post.exitCode).toBe(0)
    expect(github.checks).toMatchObject([{ status: 'completed', conclusion: 'cancelled' }])
    expect(github.checks[0]?.summary).toContain('Build #1')
    expect(github.problems).toEqual([])
  })

  it('is cancelled with the workflow', async () => {
    const { bundle, github, withCheck } = await checked(build().succeedsAfter('60s'))
    const main = bundle.start(withCheck())
    await main.waitFor(/Running/)
    const signalledAt = Date.now()
    main.child.kill('SIGINT')
    const result = await main.done
    expect(result).toMatchObject({ exitCode: 1, outputs: { status: 'stopped' } })
    expect(result.goneAt - signalledAt).toBeLessThan(6_500)
    expect(github.checks).toMatchObject([{ status: 'completed', conclusion: 'cancelled' }])
  })

  it('of a start that was refused is a failure, and of bad inputs is none', async () => {
    const { bundle, github, withCheck } = await checked(good)
    bundle.simulator.faults.add({ route: 'start', call: 'every', fault: fault.status(400, '{}') })
    const refused = await bundle.main(withCheck())
    expect(refused.outputs['status']).toBe('not-started')
    expect(github.checks).toMatchObject([
      { status: 'completed', conclusion: 'failure', external_id: '4711/1/build/' },
    ])
    await bundle.main(withCheck({ inputs: { wait: 'perhaps' } }))
    expect(github.checks).toHaveLength(1)
  })

  it('is not there for a run that nobody waits for, or that is only tried', async () => {
    const { bundle, github, withCheck } = await checked(good)
    await bundle.main(withCheck({ inputs: { wait: 'false' } }))
    await bundle.main(withCheck({ inputs: { 'dry-run': 'true' } }))
    expect(github.requests).toEqual([])
  })

  it('stands where the service built the commit, when none was asked for', async () => {
    const { bundle, github, withCheck } = await checked(good.reportsCommit('c'.repeat(40)))
    await bundle.main(withCheck({ inputs: { commit: 'none' } }))
    expect(github.checks).toMatchObject([{ head_sha: 'c'.repeat(40), conclusion: 'success' }])
    expect(github.requests.map(({ route }) => route)).toEqual(['create-check'])
  })

  it('fails where another commit was built, and names both', async () => {
    const other = 'c'.repeat(40)
    const { bundle, github, withCheck } = await checked(good.reportsCommit(other))
    expect((await bundle.main(withCheck())).exitCode).toBe(0)
    const [check] = github.checks
    expect(check).toMatchObject({ head_sha: PUSHED_COMMIT, conclusion: 'failure' })
    for (const text of [check?.title, check?.summary]) {
      expect(text).toContain(PUSHED_COMMIT)
      expect(text).toContain(other)
    }
  })

  it('is a commit status where that is wanted', async () => {
    const { bundle, github, withCheck } = await checked(good)
    const result = await bundle.main(withCheck({ inputs: { 'check-kind': 'status' } }))
    expect(github.statuses.map(({ state }) => state)).toEqual(['pending', 'success'])
    expect(result.outputs['check-url']).toBe(result.outputs['url'])
    expect(github.problems).toEqual([])
  })

  it('is looked for on GitHub Enterprise Server under its path', async () => {
    const { bundle, github, withCheck } = await checked(good, { basePath: '/api/v3' })
    await bundle.main(withCheck())
    expect(github.checks).toMatchObject([{ conclusion: 'success' }])
  })
})

describe('A check that can not be written', () => {
  it.each([
    ['403', fault.status(403, { message: 'Resource not accessible by integration' })],
    ['404', fault.status(404, { message: 'Not Found' })],
    ['422', fault.status(422, { message: 'No commit found for SHA' })],
    ['429', fault.status(429, { message: 'API rate limit exceeded' })],
    ['a secondary limit', fault.status(403, { message: 'You have exceeded a secondary rate limit' })],
    ['a redirect', fault.redirect('https://evil.example/', 301)],
    ['401', fault.status(401, { message: 'Bad credentials' })],
  ])('for %s is one warning, and changes nothing', async (_name, trouble) => {
    const { bundle, github, withCheck } = await checked(good)
    github.faults.add({ route: 'any', call: 'every', fault: trouble })
    const result = await bundle.main(withCheck())
    expect(result).toMatchObject({ exitCode: 0, stderr: '', outputs: { status: 'succeeded' } })
    expect(result.stdout.match(/^::warning::/gm)).toHaveLength(1)
    const post = await bundle.post(result, withCheck())
    expect(post.exitCode).toBe(0)
    expect(post.stdout.match(/^::warning::/gm)?.length ?? 0).toBeLessThanOrEqual(1)
  })

  it('names the permission that is missing', async () => {
    const { bundle, withCheck } = await checked(good, { tokens: { [GITHUB_TOKEN]: 'read' } })
    expect((await bundle.main(withCheck())).stdout).toMatch(/checks: write.*permissions:/)
    const empty = await bundle.main(withCheck({ inputs: { 'github-token': '' } }))
    expect(empty.stdout).toMatch(/checks: write.*permissions:/)
    expect(empty.exitCode).toBe(0)
  })

  it('is a plain line where the token of a fork only reads', async () => {
    const { bundle, withCheck } = await checked(good, { tokens: { [GITHUB_TOKEN]: 'read' } })
    const head = { sha: 'd'.repeat(40), repo: { full_name: 'fork/app' } }
    const pull = { head, base: { repo: { full_name: 'octo/app' } } }
    const event = { name: 'pull_request', payload: { pull_request: pull } }
    const result = await bundle.main(withCheck({ event }))
    expect(result.stdout).not.toMatch(/^::warning::/m)
    expect(result.stdout).toContain('is not published')
  })
})
