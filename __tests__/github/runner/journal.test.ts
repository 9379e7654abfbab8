import { EventEmitter } from 'node:events'
import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, describe, expect, it } from '@jest/globals'
import fc from 'fast-check'
import type { JournalEntry } from '../../../src/core/journal-entry.js'
import { cancellation } from '../../../src/github/runner/signals.js'
import { loadJournal, stateJournal } from '../../../src/github/runner/journal.js'

const before = process.env['GITHUB_STATE']
afterEach(() => {
  if (before === undefined) delete process.env['GITHUB_STATE']
  else process.env['GITHUB_STATE'] = before
})

/** What the runner's state file holds for post after these saves: the last value. */
function saved(entries: readonly JournalEntry[]): NodeJS.ProcessEnv {
  const path = join(mkdtempSync(join(tmpdir(), 'state-')), 'state')
  writeFileSync(path, '')
  process.env['GITHUB_STATE'] = path
  for (const entry of entries) stateJournal.save(entry)
  const values = [...readFileSync(path, 'utf8').matchAll(/^journal<<(\S+)\n([^]*?)\n\1$/gm)]
  return { STATE_journal: values.at(-1)?.[2] }
}

const RUN = { jobId: 'x', number: '7', daily: 20260910.1 }

describe('the journal', () => {
  it.each<JournalEntry>([
    { phase: 'starting', since: 1_789_000_000_000 },
    { phase: 'running', since: 1, run: RUN },
    { phase: 'stopping', since: 1.5, run: RUN },
    { phase: 'lost', since: 0, run: RUN },
    { phase: 'left' },
    { phase: 'finished' },
    { phase: 'not-started' },
  ])('brings $phase over to the post step, the last entry first', (entry) => {
    expect(loadJournal(saved([{ phase: 'starting', since: 5 }, entry]))).toEqual(entry)
  })

  it('is absent when main never began', () => {
    expect(loadJournal({})).toBeUndefined()
    expect(loadJournal({ STATE_journal: '' })).toBeUndefined()
  })

  it.each([
    'x',
    'null',
    '[]',
    '{}',
    '{"v":2,"phase":"left"}',
    '{"v":1,"phase":"gone"}',
    '{"v":1,"phase":"starting"}',
    '{"v":1,"phase":"starting","since":"1"}',
    '{"v":1,"phase":"starting","since":-1}',
    '{"v":1,"phase":"starting","since":1e999}',
    '{"v":1,"phase":"running","since":1}',
    '{"v":1,"phase":"running","since":1,"run":{}}',
    '{"v":1,"phase":"running","since":1,"run":[1]}',
    '{"v":1,"phase":"running","since":1,"run":{"jobId":{"x":1}}}',
    '{"v":1,"phase":"running","since":1,"run":{"__proto__":"x"}}',
    `{"v":1,"phase":"running","since":1,"run":{"jobId":"${'x'.repeat(3_000)}"}}`,
    `{"v":1,"phase":"left","more":"${'x'.repeat(20_000)}"}`,
  ])('is unreadable when forged as %s', (text) => {
    expect(loadJournal({ STATE_journal: text })).toBe('unreadable')
  })

  it('never throws, whatever stands in the state', () => {
    fc.assert(
      fc.property(fc.oneof(fc.json(), fc.string()), (text) => {
        expect(() => loadJournal({ STATE_journal: text })).not.toThrow()
      }),
    )
  })
})

describe('cancellation', () => {
  it.each(['SIGINT', 'SIGTERM', 'SIGBREAK'])('aborts on %s with its name, once', (name) => {
    const source = new EventEmitter()
    const { signal } = cancellation(source)
    expect(signal.aborted).toBe(false)
    source.emit(name)
    source.emit('SIGTERM')
    expect(signal.reason).toBe(name)
    expect(source.listenerCount(name)).toBe(1)
  })

  it('gives the signals back', () => {
    const source = new EventEmitter()
    const { signal, dispose } = cancellation(source)
    dispose()
    source.emit('SIGINT')
    expect(signal.aborted).toBe(false)
    expect(source.eventNames()).toEqual([])
  })
})
