import { afterEach, beforeEach, describe, expect, it } from '@jest/globals'
import { releaseState } from '../../../src/actions/release/state.js'
import { type StateFile, stateFile } from '../../github/runner/state-file.js'

describe('What a release leaves for its post step', () => {
  let file: StateFile
  beforeEach(() => {
    file = stateFile()
  })
  afterEach(() => file.close())

  it('comes back as it was', () => {
    const before = { ids: ['6'], last: { id: '6', status: '2' } }
    const known = { stoppedAt: '4', stopSeen: true, triggerAt: 'then' }
    releaseState.save({ before, known })
    expect(releaseState.load(file.forPost())).toEqual({ before, known })
  })

  it('tells only what is of the right kind', () => {
    const known = { stoppedAt: 4, stopSeen: 'yes' } as object
    releaseState.save({ before: {}, known })
    expect(releaseState.load(file.forPost())).toEqual({ before: {}, known: {} })
  })

  it('tells of no stop that was taken back', () => {
    releaseState.save({ before: {}, known: { stoppedAt: '4' } })
    releaseState.save({ before: {}, known: {} })
    expect(releaseState.load(file.forPost())).toEqual({ before: {}, known: {} })
  })
})
