import { describe, expect, it } from '@jest/globals'
import { gate } from '../../src/core/gate.js'
import { WORDS } from '../support/fake-backend.js'
import { Bench } from '../support/supervision.js'

describe('A journal that cannot be written', () => {
  it('lets nothing be started', async () => {
    const bench = new Bench({ endsAt: 60_000 })
    bench.unwritable = ['starting']
    const outcome = await bench.supervise()
    expect(outcome).toMatchObject({ kind: 'not-started' })
    expect(gate(outcome, WORDS)).toMatchObject({
      status: 'not-started',
      exitCode: 1,
      message: expect.stringContaining('ENOSPC'),
    })
    expect(bench.backend.calls).toEqual([])
  })

  it.each([['running' as const], ['left' as const]])(
    'has a run stopped that nobody would look after: %s',
    async (phase) => {
      const bench = new Bench({ endsAt: 600_000, stopTakes: 2_000 })
      bench.unwritable = [phase]
      const outcome = await bench.supervise({ wait: false })
      expect(outcome).toMatchObject({ kind: 'unrecorded', stop: 'confirmed' })
      expect(gate(outcome, WORDS)).toMatchObject({ status: 'stopped', exitCode: 1 })
      expect(bench.reporter.notes.join()).toContain('ENOSPC')
    },
  )

  it('is a warning where an older entry serves as well, and the verdict stands', async () => {
    const bench = new Bench({ endsAt: 10_000, conclusion: 'succeeded' })
    bench.unwritable = ['finished']
    expect(await bench.supervise()).toMatchObject({ kind: 'ended' })
    expect(bench.reporter.warnings.map(({ message }) => message)).toEqual([
      expect.stringContaining('ENOSPC'),
    ])
  })

  it('tells where a stop did not get through', async () => {
    const bench = new Bench({ endsAt: 600_000 })
    bench.unwritable = ['running']
    bench.backend.twists.stop = () => Promise.reject(new Error('no way'))
    expect(gate(await bench.supervise(), WORDS)).toMatchObject({ status: 'lost', exitCode: 1 })
  })
})
