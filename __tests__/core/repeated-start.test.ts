import { describe, expect, it } from '@jest/globals'
import { endOrphan } from '../../src/core/orphaned-run.js'
import { failing, fault, hanging, type Life, STARTED } from '../support/fake-backend.js'
import { Bench } from '../support/supervision.js'

const FOR_MS = 285_000

function bench(life: Life): Bench {
  const made = new Bench(life)
  made.backend.repeatableStart = { forMs: FOR_MS, request: 'the same each time' }
  return made
}

describe('A start that may be sent again', () => {
  it('is, after an unclear answer, and nothing is looked for', async () => {
    const run = bench({ endsAt: 0 })
    run.backend.twists.start = failing([1, 2, 3], () => fault('unclear'))
    expect(await run.supervise()).toMatchObject({ kind: 'ended', run: STARTED })
    expect(run.backend.count('start')).toBe(4)
    expect(run.backend.count('findStarted')).toBe(0)
  })

  it('stands in the journal before it leaves', async () => {
    const run = bench({ endsAt: 0 })
    let before: unknown
    run.backend.twists.start = () => {
      before = run.journal.at(-1)
    }
    await run.supervise()
    expect(before).toMatchObject({ phase: 'starting', request: 'the same each time' })
  })

  it('is lost, and sent no more, once the service may have forgotten its token', async () => {
    const run = bench({})
    run.backend.twists.start = () => Promise.reject(fault('unclear'))
    const began = run.clock.now()
    expect(await run.supervise()).toMatchObject({ kind: 'lost' })
    const lastAt = run.backend.calls.at(-1)?.at ?? Infinity
    expect(lastAt - began).toBeLessThan(FOR_MS)
    expect(lastAt - began).toBeGreaterThan(FOR_MS - 40_000)
    expect(run.phases()).toEqual(['starting'])
  })

  it('is lost when the repetition is refused, which says nothing of the first request', async () => {
    const run = bench({})
    run.backend.twists.start = (count) => {
      throw fault(count === 1 ? 'unclear' : 'answered')
    }
    expect(await run.supervise()).toMatchObject({ kind: 'lost' })
    expect(run.backend.count('start')).toBe(2)
  })

  it('is sent again at once after a cancel, and its run is stopped', async () => {
    const run = bench({ stopTakes: 100 }).cancelsAt(10)
    run.backend.twists.start = failing([1, 2], () => fault('unclear'))
    expect(await run.supervise()).toMatchObject({ kind: 'cancelled', stop: 'confirmed' })
    expect(run.backend.count('start')).toBe(3)
  })

  it('is sent again when a cancel ends the waiting for an answer', async () => {
    const run = bench({ stopTakes: 100 }).cancelsAt(500)
    run.backend.twists.start = hanging([1])
    expect(await run.supervise()).toMatchObject({ kind: 'cancelled', stop: 'confirmed' })
  })

  it('is sent again by the post step, which ends the run that it names', async () => {
    const run = bench({ stopTakes: 100 })
    const entry = { phase: 'starting', since: run.clock.now(), request: 'it' } as const
    expect(await endOrphan({ ...run.parts(), owner: 'shop' }, entry)).toMatchObject({
      kind: 'stopped',
    })
    expect(run.backend.count('start')).toBe(1)
  })

  it('is not sent again by a post step that comes too late', async () => {
    const run = bench({})
    const entry = { phase: 'starting', since: run.clock.now() - FOR_MS, request: 'it' } as const
    expect(await endOrphan({ ...run.parts(), owner: 'shop' }, entry)).toMatchObject({
      kind: 'unconfirmed',
      error: { message: expect.stringContaining("can't be sent again") },
    })
    expect(run.backend.count('start')).toBe(0)
  })
})
