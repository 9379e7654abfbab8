import { afterEach, beforeEach, describe, expect, it } from '@jest/globals'
import { checkStore, type OpenCheck } from '../../../src/github/checks/check-record.js'
import { type StateFile, stateFile } from '../runner/state-file.js'

const COMMIT = 'a'.repeat(40)
const OPEN: OpenCheck = { phase: 'open', commit: COMMIT, externalId: '4711/1/build/7' }

let state: StateFile
beforeEach(() => {
  state = stateFile()
})
afterEach(() => state.close())

const load = (fields: object) =>
  checkStore.load({ STATE_check: JSON.stringify({ v: 1, ...fields }) })

describe('What main leaves of its check', () => {
  it.each<[string, Parameters<typeof checkStore.save>[0]]>([
    ['over', { phase: 'over' }],
    ['open, of which no answer told', OPEN],
    [
      'open, with all that is known',
      {
        ...OPEN,
        commit: 'B'.repeat(64).toLowerCase(),
        id: 7,
        run: 'build #7',
        url: 'https://console.example.com/7',
        conclusion: 'timed_out',
        title: 'Build #7: timed out',
      },
    ],
  ])('is read as it was saved: %s', (_what, record) => {
    checkStore.save(record)
    expect(checkStore.load(state.forPost())).toEqual(record)
  })

  it.each([
    ['no phase', { commit: COMMIT, externalId: 'x' }],
    ['a foreign phase', { ...OPEN, phase: 'done' }],
    ['no commit', { ...OPEN, commit: undefined }],
    ['half a commit', { ...OPEN, commit: 'abc' }],
    ['no id of its run', { ...OPEN, externalId: '' }],
    ['an endless id of its run', { ...OPEN, externalId: 'x'.repeat(2_049) }],
  ])('is unreadable with %s', (_what, fields) => {
    expect(load(fields)).toBe('unreadable')
  })

  it.each([
    ['an id that is none', { id: -1 }],
    ['an id beyond what numbers hold', { id: 2 ** 60 }],
    ['an id in text', { id: '7' }],
    ['a conclusion that would pass', { conclusion: 'neutral' }],
    ['an endless title', { title: 'x'.repeat(3_000) }],
    ['an address that is no text', { url: 7 }],
  ])('loses %s and keeps the rest', (_what, fields) => {
    expect(load({ ...OPEN, ...fields })).toEqual(OPEN)
  })
})
