import { TestEnvironment } from 'jest-environment-node'

/** Skips what follows the first test that failed: one red test is all that a mutant is asked for. */
export default class UntilRed extends TestEnvironment {
  #red = false

  handleTestEvent({ name, test }) {
    if (name === 'test_done' && test.errors.length > 0) this.#red = true
    else if (name === 'test_start' && this.#red) test.mode = 'skip'
  }
}
