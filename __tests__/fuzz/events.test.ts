import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, it } from '@jest/globals'
import fc from '../support/fast-check.js'
import { budget } from '../support/budget.js'
import { read } from '../inputs/workflow.js'
import { dig } from '../../src/text/json.js'
import { foreignText, hostileText, mutated } from './hostile.js'

const folder = mkdtempSync(join(tmpdir(), 'events-'))
const path = join(folder, 'event.json')
afterAll(() => rmSync(folder, { recursive: true }))

/** Tells itself from the workflow's own, which is all `a`. */
const HEAD = 'b'.repeat(40)
const MERGE = 'd'.repeat(40)
const payload = (base: unknown, head: unknown) => ({
  pull_request: { head: { sha: HEAD, repo: head }, base: { repo: base }, merge_commit_sha: MERGE },
  workflow_run: { head_sha: HEAD, head_repository: head, head_commit: { id: HEAD } },
  merge_group: { head_sha: HEAD },
  repository: base,
})
const OURS = { full_name: 'octo/app', fork: false }

const eventName = fc.oneof(
  fc.constantFrom('push', 'pull_request', 'pull_request_target', 'workflow_run', 'merge_group'),
  hostileText,
)
const env = (name: string): NodeJS.ProcessEnv => ({
  GITHUB_EVENT_NAME: name,
  GITHUB_EVENT_PATH: path,
})

describe('An event', () => {
  it('gives a commit id or one clear problem, whatever its payload holds', () => {
    const text = fc.oneof(
      foreignText,
      mutated(payload(OURS, OURS), HEAD).map((value) => JSON.stringify(value)),
      fc.jsonValue().map((value) => JSON.stringify(payload(value, value))),
    )
    fc.assert(
      fc.property(eventName, text, (name, given) => {
        writeFileSync(path, given)
        const { config, problems } = read({ env: env(name) })
        const { source } = config ?? {}
        const found = source?.kind === 'commit' ? source.commit : problems.join('\n')
        expect(found).toMatch(config === undefined ? /^[^\r\n]*commit[^\r\n]*$/ : /^(a{40}|b{40})$/)
      }),
      budget(400),
    )
  })

  it('that cannot be read is a clear problem where its head counts', () => {
    fc.assert(
      fc.property(hostileText, fc.constantFrom('pull_request', 'workflow_run'), (text, name) => {
        const gone = `/nowhere/${text}`
        const { problems } = read({ env: { GITHUB_EVENT_NAME: name, GITHUB_EVENT_PATH: gone } })
        expect(problems).toEqual([expect.stringContaining('GITHUB_EVENT_PATH cannot be read')])
      }),
    )
  })

  it('never has the code of another repository built with the secrets of this one', () => {
    const isOurs = (head: unknown) =>
      String(dig(head, 'full_name')).toLowerCase() === OURS.full_name
    const foreign = fc
      .oneof(
        fc.jsonValue({ maxDepth: 2 }),
        mutated({ ...OURS, full_name: 'evil/app' }, ''),
        hostileText.map((full_name) => ({ full_name })),
      )
      .filter((head) => !isOurs(head))
    const commit = fc.constantFrom('', HEAD, HEAD.toUpperCase(), ` ${HEAD}\n`, HEAD.slice(1))
    const allowed = fc.oneof(
      fc.constantFrom('', 'false', 'False', 'FALSE', 'yes', '1'),
      hostileText,
    )
    fc.assert(
      fc.property(
        fc.constantFrom('pull_request_target', ' workflow_run\n'),
        foreign,
        commit,
        allowed.filter((word) => !/^true$/i.test(word.trim())),
        (name, head, given, forks) => {
          writeFileSync(path, JSON.stringify(payload(OURS, head)))
          const inputs = { commit: given, 'build-forks': forks }
          expect(read({ inputs, env: env(name) }).config).toBeUndefined()
        },
      ),
      budget(400),
    )
  })

  it('does not have it built by way of the commit that would merge it either', () => {
    writeFileSync(path, JSON.stringify(payload(OURS, { full_name: 'evil/app' })))
    const from = (inputs: Readonly<Record<string, string>>) =>
      read({ inputs: { commit: MERGE, ...inputs }, env: env('pull_request_target') })
    expect(from({}).problems).toEqual([expect.stringContaining('another repository')])
    expect(from({ 'build-forks': 'true' }).config?.source).toMatchObject({ commit: MERGE })
  })
})
