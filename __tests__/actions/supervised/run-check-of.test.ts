import { describe, expect, it } from '@jest/globals'
import { alsoTo } from '../../../src/actions/supervised/run-check-of.js'
import type { Reporter } from '../../../src/core/ports.js'
import type { Step } from '../../../src/core/run.js'
import { CheckBench, RUN } from '../../github/checks/check-bench.js'
import { closedAfterEach } from '../../support/closing.js'

const kept = closedAfterEach<CheckBench>(({ github }) => expect(github.problems).toEqual([]))

/** Knows its steps as the real ones do: by its own state. */
class Steps {
  readonly #steps: readonly Step[] = [{ name: 'Compile', status: 'running' }]

  steps(): Promise<readonly Step[]> {
    return Promise.resolve(this.#steps)
  }
}

const quiet: Reporter = {
  started: () => undefined,
  seen: () => undefined,
  note: () => undefined,
  warning: () => undefined,
}

describe('The check of a supervised run', () => {
  it('tells the step that the backend knows of', async () => {
    const bench = kept(await CheckBench.with())
    alsoTo(bench.check, quiet, new Steps()).started(RUN)
    await bench.clock.sleep(40_000)
    await bench.complete()
    const [update] = bench.github.requests.filter(({ route }) => route === 'update-check')
    expect(JSON.parse(update?.body ?? '')).toMatchObject({
      output: { title: 'Build #7 is at step Compile' },
    })
  })
})
