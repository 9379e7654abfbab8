import { afterEach, beforeEach, describe, expect, it } from '@jest/globals'
import fc from '../../support/fast-check.js'
import type { JournalEntry } from '../../../src/core/journal-entry.js'
import { stateJournal } from '../../../src/github/runner/journal.js'
import { type StateFile, stateFile } from './state-file.js'

let state: StateFile
beforeEach(() => {
  state = stateFile()
})
afterEach(() => state.close())

function saved(entries: readonly JournalEntry[]): NodeJS.ProcessEnv {
  for (const entry of entries) stateJournal.save(entry)
  return state.forPost()
}

const RUN = { jobId: 'x', number: '7', daily: 20260910.1 }

describe('the journal', () => {
  it.each<JournalEntry>([
    { phase: 'starting', since: 1_789_000_000_000 },
    { phase: 'starting', since: 1, request: `{"x":"${'é"\\'.repeat(9_000)}"}` },
    { phase: 'running', since: 1, run: RUN },
    { phase: 'stopping', since: 1.5, run: RUN },
    { phase: 'lost', since: 0, run: RUN },
    { phase: 'left' },
    { phase: 'finished' },
    { phase: 'not-started' },
  ])('brings $phase over to the post step, the last entry first', (entry) => {
    expect(stateJournal.load(saved([{ phase: 'starting', since: 5 }, entry]))).toEqual(entry)
  })

  it('is absent when main never began', () => {
    expect(stateJournal.load({})).toBeUndefined()
    expect(stateJournal.load({ STATE_journal: '' })).toBeUndefined()
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
    `{"v":1,"phase":"left","more":"${'x'.repeat(140_000)}"}`,
  ])('is unreadable when forged as %s', (text) => {
    expect(stateJournal.load({ STATE_journal: text })).toBe('unreadable')
  })

  it('never throws, whatever stands in the state', () => {
    fc.assert(
      fc.property(fc.oneof(fc.json(), fc.string()), (text) => {
        expect(() => stateJournal.load({ STATE_journal: text })).not.toThrow()
      }),
    )
  })
})
