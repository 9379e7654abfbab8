import { expect, it } from '@jest/globals'
import { fileURLToPath } from 'node:url'
import { randomTests } from '../../scripts/random-tests.js'

it('fuzzing leads the tests of hostile input, and every kind of chaos', () => {
  const root = fileURLToPath(new URL('../..', import.meta.url))
  const led = [
    '__tests__/chaos/codearts-chaos.test.ts',
    '__tests__/chaos/codebuild-chaos.test.ts',
    '__tests__/chaos/github-chaos.test.ts',
    '__tests__/chaos/release-chaos.test.ts',
    '__tests__/chaos/release-rivals.test.ts',
    '__tests__/dist/chaos.test.ts',
    '__tests__/dist/task-chaos.test.ts',
    '__tests__/fuzz/answers.test.ts',
    '__tests__/text/secrets.test.ts',
  ]
  expect(randomTests(root)).toEqual(expect.arrayContaining(led))
  expect(randomTests(root)).not.toContain('__tests__/core/gate.test.ts')
})
