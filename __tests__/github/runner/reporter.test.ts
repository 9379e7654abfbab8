import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, describe, expect, it } from '@jest/globals'
import { ActionError } from '../../../src/core/errors.js'
import type { RunFacts, RunSnapshot, StartedRun } from '../../../src/core/run.js'
import { secretsOf } from '../../support/secrets.js'
import { buildFacts, type BuildOutput } from '../../../src/actions/build/outputs.js'
import { stepOutputs } from '../../../src/github/runner/outputs.js'
import { artifactOutput } from '../../../src/clouds/aws/codebuild/artifacts.js'
import { runOutputs, setEndOutputs } from '../../../src/github/runner/run-outputs.js'
import { ConsoleReporter } from '../../../src/github/runner/reporter.js'
import { captured } from '../../findings/captured.js'
import { runnerCommands } from './runner-commands.js'

const COMMIT = 'a'.repeat(40)
const RUN: StartedRun = {
  ref: { n: 1 },
  name: 'build #42',
  number: '42',
  dailyNumber: '20260910.3',
  commit: COMMIT,
}

function reporting(set?: (name: BuildOutput, value: string) => void) {
  const { console, clock, text } = captured()
  const outputs: [BuildOutput, string][] = []
  const reporter = new ConsoleReporter({
    console,
    set: runOutputs(set ?? ((name, value) => outputs.push([name, value])), buildFacts),
    now: () => clock.now,
    owner: 'task app',
    commitHint: 'look at the mirror.',
  })
  return { reporter, clock, text, outputs, output: () => Object.fromEntries(outputs) }
}

const queued: RunSnapshot = { phase: 'queued', facts: { word: 'INQUEUE' } }
const running = (facts: Partial<RunFacts> = {}): RunSnapshot => ({
  phase: 'running',
  facts: { word: 'RUNNING', ...facts },
})

describe('ConsoleReporter', () => {
  it('says what was started and sets its outputs at once', () => {
    const { reporter, text, output } = reporting()
    reporter.started({ ...RUN, url: 'https://console.example/1' })
    expect(text()).toBe(
      `Started build #42 of task app, commit ${COMMIT}: https://console.example/1\n`,
    )
    expect(output()).toEqual({
      'build-number': '42',
      'daily-build-number': '20260910.3',
      url: 'https://console.example/1',
      commit: COMMIT,
    })
  })

  it.each([
    ['https://console.example/1', ': https://console.example/1'],
    [undefined, ''],
  ])('says which earlier run stands for this one (%s), and sets its outputs', (url, where) => {
    const { reporter, text, output } = reporting()
    const run = { ...RUN, ...(url !== undefined && { url }) }
    const facts = { word: 'SUCCESS', recordId: 'r1' }
    reporter.reused(run, { phase: 'ended', conclusion: 'succeeded', facts }, 3_600_000)
    expect(text()).toBe(`Reusing build #42 of task app, which began 1 h 00 min ago${where}\n`)
    expect(output()).toMatchObject({
      'build-number': '42',
      commit: COMMIT,
      'record-id': 'r1',
      'remote-status': 'SUCCESS',
    })
  })

  it('shows the queue every 30 s, then the time it took', () => {
    const { reporter, clock, text } = reporting()
    reporter.started(RUN)
    for (let second = 0; second <= 65; second += 5) {
      clock.now = second * 1_000
      reporter.seen(queued)
    }
    clock.now = 70_000
    reporter.seen(running())
    expect(text().split('\n').slice(1, -1)).toEqual([
      'Queued.',
      'Queued for 30.0 s.',
      'Queued for 1 min 00 s.',
      'Running after 1 min 10 s in the queue.',
    ])
  })

  it('does not tell of a wait that was none', () => {
    const { reporter, text } = reporting()
    reporter.seen(running({ queuedMs: 40 }))
    expect(text()).toBe('Running.\n')
  })

  it('says nothing of the queue once the end was asked for, but keeps what the service says', () => {
    const { reporter, text, output } = reporting()
    reporter.seen(queued, 'stopping')
    reporter.seen(running(), 'stopping')
    expect(text()).toBe('')
    expect(output()).toMatchObject({ 'remote-status': 'RUNNING' })
  })

  it('gives a sign of life, with the step it is at', () => {
    const { reporter, clock, text } = reporting()
    reporter.started(RUN)
    reporter.seen(running({ queuedMs: 8_400 }))
    expect(reporter.lastPrintedAt).toBe(0)
    clock.now = 185_000
    const steps = [
      { name: 'Check out', status: 'succeeded' },
      { name: '##[error]Compile', status: 'running' },
      { name: 'Test', status: 'not-started' },
    ]
    reporter.alive(steps)
    reporter.alive([])
    expect(reporter.lastPrintedAt).toBe(185_000)
    expect(text().split('\n').slice(1, -1)).toEqual([
      'Running after 8.4 s in the queue.',
      'Still running after 3 min 05 s: step 2 of 3, ##\\[error]Compile.',
      'Still running after 3 min 05 s.',
    ])
  })

  it('warns once when the service builds another commit, and corrects the output', () => {
    const { reporter, text, output } = reporting()
    reporter.started(RUN)
    reporter.seen(running({ commit: 'AAAAAAAA', recordId: 'rec' }))
    expect(text()).not.toContain('::warning::')
    const other = 'b'.repeat(40)
    reporter.seen(running({ commit: other }))
    reporter.seen(running({ commit: other }))
    expect(text().match(/::warning::/g)).toHaveLength(1)
    expect(text()).toContain(`Asked for commit ${COMMIT}, but the service reports ${other}.`)
    expect(text()).toContain('mirror')
    expect(output()).toMatchObject({
      commit: other,
      'record-id': 'rec',
      'remote-status': 'RUNNING',
    })
  })

  it('takes no few digits for the same commit', () => {
    const { reporter, text } = reporting()
    reporter.started(RUN)
    reporter.seen(running({ commit: 'aaaaaa' }))
    expect(text()).toContain('the service reports aaaaaa.')
  })

  it('learns the commit of a tag without a warning', () => {
    const { reporter, text, output } = reporting()
    const { commit, ...tagged } = RUN
    reporter.started(tagged)
    expect(output()).toMatchObject({ commit: '', url: '' })
    reporter.seen(running({ commit: COMMIT }))
    expect(output()).toMatchObject({ commit })
    expect(text()).not.toContain('::warning::')
  })

  it('lets no remote text out of its own lines', () => {
    const { reporter, text } = reporting()
    const evil = '::set-env name=A::b\r\n::error::x\r##[error]y%0A::z'
    reporter.started({ ...RUN, number: evil, url: evil })
    reporter.note(evil)
    reporter.seen(running({ commit: evil, word: evil }))
    reporter.warning(new ActionError('refused', evil, { hint: evil, requestId: evil }))
    const own = runnerCommands(text())
    expect(own).toHaveLength(2)
    expect(own.every((line) => /^::warning::[^\r\n]*$/.test(line) && !line.includes('##['))).toBe(
      true,
    )
  })

  it('warns with what happened, what to do and the id of the request', () => {
    const { reporter, text } = reporting()
    reporter.warning(
      new ActionError('throttled', '100% busy.', { hint: 'Wait.', requestId: 'r-1' }),
    )
    expect(text()).toBe('::warning::100%25 busy.\nWhat to do: Wait.\nRequest id: r-1\n')
  })
})

const before = process.env['GITHUB_OUTPUT']
afterEach(() => {
  if (before === undefined) delete process.env['GITHUB_OUTPUT']
  else process.env['GITHUB_OUTPUT'] = before
})

describe('step outputs', () => {
  it('that can not be written are told of once, and remembered', () => {
    process.env['GITHUB_OUTPUT'] = join(tmpdir(), 'no-such-folder', 'output')
    const { console, text } = captured()
    const outputs = stepOutputs(console, secretsOf())
    const { set } = outputs
    expect(outputs.incomplete).toBe(false)
    set('url', 'x')
    set('status', 'failed')
    expect(text()).toBe("::error::Output url can't be written to GITHUB_OUTPUT.\n")
    expect(outputs.incomplete).toBe(true)
  })

  it('star known secrets, inside JSON too, and are written once', () => {
    const path = join(mkdtempSync(join(tmpdir(), 'output-')), 'output')
    writeFileSync(path, '')
    process.env['GITHUB_OUTPUT'] = path
    const secrets = secretsOf('pa"ss', 'key')
    const { set } = stepOutputs(captured().console, secrets)
    set('url', 'https://x/?key')
    set('url', 'https://x/?key')
    setEndOutputs(runOutputs(set, buildFacts), {
      ended: {
        phase: 'ended',
        conclusion: 'succeeded',
        facts: { word: 'SUCCESS', queuedMs: -5, durationMs: 8_400 },
      },
      steps: [{ name: 'a pa"ss', status: 'succeeded', durationMs: 10 }],
      artifacts: [],
      secrets,
      warn: () => undefined,
    })
    const written = readFileSync(path, 'utf8')
    const values = [...written.matchAll(/^([\w-]+)<<(\S+)\n([^]*?)\n\2$/gm)].map((each) => [
      each[1],
      each[3],
    ])
    expect(values).toEqual([
      ['url', 'https://x/?***'],
      ['queued-seconds', '0'],
      ['duration-seconds', '8.4'],
      ['steps', '[{"name":"a ***","status":"succeeded","durationMs":10}]'],
      ['artifacts', '[]'],
    ])
  })

  it.each([
    ['build-number', 'seven'],
    ['build-number', '7\nstatus=succeeded'],
    ['daily-build-number', '20261125.1; rm'],
    ['daily-build-number', 'x'.repeat(100_000)],
    ['commit', 'main'],
    ['remote-status', 'SUCCESS\nFAILED'],
    ['remote-status', 'x'.repeat(201)],
    ['record-id', '../x'],
    ['execution-id', '7\n8'],
    ['status-code', 'a word that may be a secret'],
  ])('leave %s out, with one warning, where it is %j', (name, value) => {
    const path = join(mkdtempSync(join(tmpdir(), 'output-')), 'output')
    writeFileSync(path, '')
    process.env['GITHUB_OUTPUT'] = path
    const { console, text } = captured()
    const { set } = stepOutputs(console, secretsOf())
    set(name, value)
    set(name, value)
    expect(readFileSync(path, 'utf8')).toBe('')
    expect(text().match(/::warning::Output [\w-]+ is left out/g)).toHaveLength(1)
  })

  it('hold 256 kB of steps and artifacts, cut between two of them', () => {
    const values = new Map<string, string>()
    const warnings: string[] = []
    const steps = Array.from({ length: 3_000 }, (_, index) => ({
      name: `step ${index} ${'错'.repeat(40)}`,
      status: 'succeeded',
    }))
    const artifact = { name: 'a', version: '1', type: 't', uri: 'u', kind: 'package' } as const
    setEndOutputs((fact, value) => values.set(fact, value), {
      ended: { phase: 'ended', conclusion: 'succeeded', facts: { word: 'SUCCESS' } },
      steps,
      artifacts: [artifact],
      secrets: secretsOf(),
      warn: (warning) => warnings.push(warning),
    })
    const [shown = '', others = ''] = [values.get('steps'), values.get('artifacts')]
    expect(Buffer.byteLength(shown + others)).toBeLessThanOrEqual(256 * 1_024)
    expect((JSON.parse(shown) as unknown[]).length).toBeGreaterThan(1_000)
    expect(JSON.parse(others)).toEqual([])
    expect(warnings).toEqual([expect.stringMatching(/\d+ of their entries are left out/)])
  })

  it('hold artifacts in the form of the action, without secrets, and cut as well', () => {
    const values = new Map<string, string>()
    const warnings: string[] = []
    const artifact = { name: 'a', version: '', type: 's3', kind: 'package' } as const
    const [uri, sha256] = ['s3://b/key', 'digest of key']
    setEndOutputs(
      (fact, value) => values.set(fact, value),
      {
        ended: { phase: 'ended', conclusion: 'succeeded', facts: { word: 'SUCCEEDED' } },
        steps: [],
        artifacts: Array.from({ length: 9_000 }, () => ({ ...artifact, uri, sha256 })),
        secrets: secretsOf('key'),
        warn: (warning) => warnings.push(warning),
      },
      artifactOutput,
    )
    const shown = values.get('artifacts') ?? ''
    expect(Buffer.byteLength(shown)).toBeLessThanOrEqual(256 * 1_024)
    expect(JSON.parse(shown)).toContainEqual({ location: 's3://b/***', sha256: 'digest of ***' })
    expect(shown).not.toContain('key')
    expect(warnings).toHaveLength(1)
  })
})
