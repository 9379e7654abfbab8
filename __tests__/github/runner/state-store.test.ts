import { afterEach, beforeEach, describe, expect, it } from '@jest/globals'
import fc from '../../support/fast-check.js'
import { stateStore } from '../../../src/github/runner/state-store.js'
import { type StateFile, stateFile } from './state-file.js'

interface WrittenFile {
  readonly path: string
}

const written = stateStore<WrittenFile>({
  key: 'written-file',
  version: 2,
  entryOf: ({ path }) => (typeof path === 'string' ? { path } : undefined),
})
const check = stateStore<{ readonly id: number }>({
  key: 'check',
  version: 1,
  entryOf: ({ id }) => (typeof id === 'number' ? { id } : undefined),
})

let state: StateFile
beforeEach(() => {
  state = stateFile()
})
afterEach(() => state.close())

describe('The state of a step', () => {
  it('keeps several kinds of entries apart, and of each kind the last one', () => {
    written.save({ path: '/a' })
    check.save({ id: 7 })
    written.save({ path: '/b\n::save-state name=check::{}' })
    expect(written.load(state.forPost())).toEqual({ path: '/b\n::save-state name=check::{}' })
    expect(check.load(state.forPost())).toEqual({ id: 7 })
  })

  it('is in the file when save returns', () => {
    check.save({ id: 1 })
    expect(state.forPost()).toEqual({ STATE_check: '{"v":1,"id":1}' })
  })

  it('holds nothing of a kind that was never saved', () => {
    check.save({ id: 1 })
    expect(written.load(state.forPost())).toBeUndefined()
    expect(written.load({ 'STATE_written-file': '' })).toBeUndefined()
  })

  it.each([
    ['of another version', '{"v":1,"path":"/a"}'],
    ['without a version', '{"path":"/a"}'],
    ['that its guard refuses', '{"v":2,"path":1}'],
    ['that is no object', '[2]'],
    ['that is no JSON', 'v=2'],
    ['that is longer than what we write', `{"v":2,"path":"${'x'.repeat(131_072)}"}`],
  ])('is unreadable with an entry %s', (_what, text) => {
    expect(written.load({ 'STATE_written-file': text })).toBe('unreadable')
  })

  it('never throws while it is read', () => {
    fc.assert(
      fc.property(fc.oneof(fc.json(), fc.string()), (text) => {
        expect(() => check.load({ STATE_check: text })).not.toThrow()
      }),
    )
  })

  it('says so when it could not be saved', () => {
    process.env['GITHUB_STATE'] = '/nowhere/state'
    expect(() => check.save({ id: 1 })).toThrow('/nowhere/state')
  })
})
