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

  it.each([
    [
      "Error: Cannot find module './cart'",
      `node:internal/modules/cjs/loader:1080
  throw err;
  ^

Error: Cannot find module './cart'
Require stack:
- /ws/src/index.js
    at Module._resolveFilename (node:internal/modules/cjs/loader:1077:15) {
  code: 'MODULE_NOT_FOUND'
}

Node.js v20.11.0`,
    ],
    [
      'npm error Missing script: "build"',
      `npm error Missing script: "build"
npm error
npm error To see a list of scripts, run:
npm error   npm run
npm error A complete log of this run can be found in: /root/.npm/_logs/x-debug-0.log`,
    ],
    ['./build.sh: line 12: mvn: command not found', './build.sh: line 12: mvn: command not found'],
    [
      '/tmp/x.sh: 3: mvn: not found',
      '+ mvn package\n/tmp/x.sh: 3: mvn: not found\nexit status 127',
    ],
    ['compiling 3 modules', 'compiling 3 modules\nmake: *** [Makefile:5: all] Error 2'],
  ])('say %j where that is the reason', (words, tail) => {
    expect(lastWords(tail.split('\n'), buildLogFormat)).toBe(words)
  })
})
