import { describe, expect, it } from '@jest/globals'
import { buildLogFormat } from '../../src/clouds/huawei/codearts-build/log-format.js'
import { lastWords } from '../../src/findings/last-words.js'

describe('The last words of a step', () => {
  it("are its own, not the service's", () => {
    const tail = ['boom', '', '[INFO] [Test:shell] : The step is complete.', 'Finished: FAILURE']
    expect(lastWords(tail, buildLogFormat)).toBe('boom')
  })

  it('are missing where the step said nothing', () => {
    expect(lastWords(['Finished: FAILURE'], buildLogFormat)).toBeUndefined()
  })
})
