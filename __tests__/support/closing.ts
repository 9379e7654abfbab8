import { afterEach, expect } from '@jest/globals'

interface Closing {
  close(): Promise<void> | void
}

/**
 * Keeps what the tests of a file open. Behind each test everything is closed, whatever became of the test, and only
 * then looked at: a server or a process that a red test leaves open would keep Jest from ever ending.
 */
export function closedAfterEach<One extends Closing>(
  look: (one: One) => void = () => undefined,
): <Its extends One>(one: Its) => Its {
  const open: One[] = []
  afterEach(async () => {
    const all = open.splice(0)
    const closed = await Promise.allSettled(all.map(async (one) => await one.close()))
    for (const one of all) look(one)
    expect(closed.filter(({ status }) => status === 'rejected')).toEqual([])
  })
  return (one) => {
    open.push(one)
    return one
  }
}
