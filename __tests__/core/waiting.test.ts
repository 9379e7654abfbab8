import { describe, expect, it } from '@jest/globals'
import { gate } from '../../src/core/gate.js'
import { WORDS } from '../support/fake-backend.js'
import { Bench } from '../support/supervision.js'

const SECOND = 1_000
const life = { waits: [10 * SECOND, 60 * SECOND], endsAt: 90 * SECOND } as const

describe('A run that waits for a person', () => {
  it('is waited for, and ends as the service says', async () => {
    const bench = new Bench(life)
    const outcome = await bench.supervise()
    expect(outcome).toMatchObject({ kind: 'ended', ended: { conclusion: 'succeeded' } })
    const seen = bench.reporter.snapshots.map(({ phase }) => phase)
    expect([...new Set(seen)]).toEqual(['running', 'waiting', 'ended'])
  })

  it('is left at once where the plan says so, and nothing is left to the post step', async () => {
    const bench = new Bench(life)
    const outcome = await bench.supervise({ leaveWaiting: true })
    expect(outcome).toMatchObject({ kind: 'waiting', waiting: { facts: { word: '5' } } })
    expect(bench.phases()).toEqual(['starting', 'running', 'left'])
    expect(bench.backend.count('stop')).toBe(0)
    expect(gate(outcome, WORDS)).toMatchObject({
      status: 'waiting',
      exitCode: 0,
      message: 'Build #7 waits for a person (5). Approve it.',
    })
  })

  it('is stopped by a cancel, as any other', async () => {
    const bench = new Bench({ ...life, stopTakes: SECOND }).cancelsAt(30 * SECOND)
    expect(await bench.supervise()).toMatchObject({ kind: 'cancelled', stop: 'confirmed' })
    expect(bench.backend.count('stop')).toBe(1)
  })
})
