import { describe, expect, it } from '@jest/globals'
import type { ActionError } from '../../../src/core/errors.js'
import type { WantedCheck } from '../../../src/github/checks/check-inputs.js'
import type { OpenCheck } from '../../../src/github/checks/check-record.js'
import { completeLeftCheck } from '../../../src/github/checks/left-check.js'
import type { EndReport } from '../../../src/github/checks/publisher.js'
import { publisherOf } from '../../../src/github/checks/publisher-of.js'
import { fault } from '../../simulator/index.js'
import {
  GITHUB_TOKEN,
  type GithubOptions,
  type GithubSimulator,
  startGithub,
} from '../../simulator/github/index.js'
import { VirtualClock } from '../../support/virtual-clock.js'
import { closedAfterEach } from '../../support/closing.js'
import { COMMIT } from '../../support/ids.js'
import { GithubWays, wantedAt } from './github-means.js'

const SUBJECT = { name: 'CodeArts', commit: COMMIT, externalId: '4711/1/build/7' }
const STOPPED: EndReport = {
  conclusion: 'cancelled',
  title: 'Build #7: stopped by the post step',
  summary: '**Build #7**',
  annotations: [],
}
const LEFT: OpenCheck = { phase: 'open', commit: COMMIT, externalId: SUBJECT.externalId }

const kept = closedAfterEach<GithubSimulator>(({ problems }) => expect(problems).toEqual([]))
const keptWays = closedAfterEach<GithubWays>()

async function postStep(wish: Partial<WantedCheck> = {}, options: GithubOptions = {}) {
  const clock = new VirtualClock()
  const opened = kept(await startGithub({ clock, ...options }))
  const wanted = wantedAt(opened.url, { name: SUBJECT.name, ...wish })
  const { open: transport } = keptWays(new GithubWays(clock))
  const [lines, warnings]: [string[], ActionError[]] = [[], []]
  const random = () => 0.5
  const completes = (left?: OpenCheck, report = STOPPED) =>
    completeLeftCheck(
      {
        wanted,
        publisher: publisherOf(wanted, transport, { clock, random, star: (text) => text }, left),
        messages: {
          line: (text) => void lines.push(text),
          warning: (warning) => void warnings.push(warning),
        },
        clock,
        random,
        cancel: new AbortController().signal,
      },
      SUBJECT,
      report,
    )
  /** As main leaves it: opened, and never completed. */
  const opens = (externalId = SUBJECT.externalId, commit = COMMIT) =>
    fetch(`${opened.url}/repos/octo/app/check-runs`, {
      method: 'POST',
      headers: {
        authorization: `token ${GITHUB_TOKEN}`,
        'content-type': 'application/json',
        'x-github-api-version': '2022-11-28',
      },
      body: JSON.stringify({
        name: SUBJECT.name,
        head_sha: commit,
        external_id: externalId,
        status: 'in_progress',
        output: { title: 't', summary: 's' },
      }),
    }).then(async (answer) => ((await answer.json()) as { readonly id: number }).id)
  return { clock, opened, lines, warnings, completes, opens }
}

describe('A check that main left', () => {
  it('is completed by its id, without looking for it', async () => {
    const { opened, opens, completes, lines, warnings } = await postStep()
    const id = await opens()
    await completes({ ...LEFT, id })
    expect(opened.checks).toMatchObject([
      { id, status: 'completed', conclusion: 'cancelled', title: STOPPED.title },
    ])
    expect(opened.requests.map(({ route }) => route)).toEqual(['create-check', 'update-check'])
    expect(lines).toEqual(['The check "CodeArts" is completed (cancelled).'])
    expect(warnings).toEqual([])
  })

  it('is found by all of what it was opened as, where no answer told its id', async () => {
    const { opened, opens, completes } = await postStep()
    const others = ['4711/2/build/7', '4711/1/build/70', '4711/1/build/']
    for (const other of others) await opens(other)
    const id = await opens()
    for (const other of others) await opens(other)
    await completes(LEFT)
    expect(opened.checks.filter(({ status }) => status === 'completed')).toMatchObject([{ id }])
    expect(opened.checks).toHaveLength(7)
  })

  it('is found on a later page', async () => {
    const { opened, opens, completes } = await postStep()
    const id = await opens()
    for (let other = 0; other < 100; other += 1) await opens(`4711/1/other/${other}`)
    await completes(LEFT)
    expect(opened.requests.filter(({ route }) => route === 'list-checks')).toHaveLength(2)
    expect(opened.checks.filter(({ status }) => status === 'completed')).toMatchObject([{ id }])
  })

  it('is made, completed, where it never came to be', async () => {
    const { opened, completes } = await postStep()
    await completes(LEFT)
    expect(opened.checks).toMatchObject([
      { status: 'completed', conclusion: 'cancelled', external_id: '4711/1/build/7' },
    ])
    expect(opened.requests.map(({ route }) => route)).toEqual(['list-checks', 'create-check'])
  })

  it('is a status where that was asked for, whose latest word counts', async () => {
    const { opened, completes, lines } = await postStep({ kind: 'status' })
    await completes(LEFT, { ...STOPPED, conclusion: 'failure', title: 'x '.repeat(100) })
    expect(opened.statuses).toMatchObject([{ state: 'failure', context: 'CodeArts' }])
    expect(opened.statuses[0]?.description.length).toBeLessThanOrEqual(140)
    expect(lines).toEqual(['The status "CodeArts" is completed (failure).'])
  })

  it('is one warning without a token, with the permission that is needed', async () => {
    const access = { apiUrl: new URL('http://127.0.0.1:9'), owner: 'octo', repo: 'app' }
    const { completes, warnings, lines } = await postStep({ kind: 'status', access })
    await completes(LEFT)
    expect(lines).toEqual([])
    expect(warnings).toMatchObject([
      {
        message: 'The status "CodeArts" can\'t be written: Input github-token is empty.',
        hint: expect.stringContaining('`statuses: write`'),
      },
    ])
  })

  it.each([
    ['check', 'checks: write'],
    ['status', 'statuses: write'],
  ] as const)('is one warning where the token may not write a %s', async (kind, permission) => {
    const { completes, warnings } = await postStep({ kind }, { tokens: { [GITHUB_TOKEN]: 'read' } })
    await completes({ ...LEFT, id: 7 })
    expect(warnings).toMatchObject([
      { code: 'not-permitted', hint: expect.stringContaining(permission) },
    ])
  })

  it("is a plain line where a fork's token may not write", async () => {
    const options: GithubOptions = { tokens: { [GITHUB_TOKEN]: 'read' } }
    const { completes, warnings, lines } = await postStep({ readOnly: true }, options)
    await completes({ ...LEFT, id: 7 })
    expect(warnings).toEqual([])
    expect(lines).toEqual([expect.stringContaining('has a read-only token')])
  })

  it('is a warning for a fork as well where something else is wrong', async () => {
    const { opened, completes, warnings } = await postStep({ readOnly: true })
    opened.faults.add({ route: 'any', call: 'every', fault: fault.status(401, { message: 'Bad' }) })
    await completes({ ...LEFT, id: 7 })
    expect(warnings).toMatchObject([{ code: 'credentials-refused' }])
  })

  it('holds the post step up by 10 s at most', async () => {
    const { clock, opened, completes, warnings } = await postStep()
    opened.faults.add({ route: 'any', call: 'every', fault: fault.status(503) })
    const before = clock.now()
    await completes({ ...LEFT, id: 7 })
    expect(clock.now() - before).toBeLessThanOrEqual(10_000)
    expect(warnings).toHaveLength(1)
  })
})
