import { describe, expect, it } from '@jest/globals'
import type { HttpAnswer, Transport } from '../../src/http/messages.js'
import { holdWhileBusy, VirtualClock } from '../support/virtual-clock.js'

const turns = async (count: number): Promise<void> => {
  for (let turn = 0; turn < count; turn += 1) await new Promise((next) => setImmediate(next))
}

const request = { method: 'GET', url: new URL('http://127.0.0.1/'), headers: {} } as const

function answer(body: AsyncIterable<Uint8Array>): HttpAnswer {
  return { status: 200, headers: {}, body, discard: () => Promise.resolve() }
}

function transport(send: Transport['send']): Transport {
  return { send, close: () => undefined }
}

async function* bytes(): AsyncGenerator<Uint8Array> {
  await turns(30)
  yield new Uint8Array(1)
}

describe('VirtualClock', () => {
  it('jumps to its sleepers in the order of their times', async () => {
    const clock = new VirtualClock(0)
    const woken: string[] = []
    const nap = async (name: string, ms: number) => {
      await clock.sleep(ms)
      woken.push(`${name} at ${clock.now()}`)
    }
    await Promise.all([nap('late', 3_600_000), nap('early', 5), nap('early too', 5)])
    expect(woken).toEqual(['early at 5', 'early too at 5', 'late at 3600000'])
  })

  it('wakes a sleeper whose signal aborts, without moving', async () => {
    const clock = new VirtualClock(0)
    const abort = new AbortController()
    const release = clock.hold()
    const nap = clock.sleep(1_000, abort.signal)
    abort.abort()
    await nap
    await clock.sleep(1_000, abort.signal)
    release()
    expect(clock.now()).toBe(0)
  })

  it('does not move while it is held', async () => {
    const clock = new VirtualClock(0)
    let woken = false
    const release = clock.hold()
    const nap = clock.sleep(10).then(() => (woken = true))
    await turns(50)
    expect(woken).toBe(false)
    release()
    release()
    await nap
    expect(clock.now()).toBe(10)
  })

  it('does not move for good when one of two holds is released twice', async () => {
    const clock = new VirtualClock(0)
    const [first, second] = [clock.hold(), clock.hold()]
    const nap = clock.sleep(10)
    first()
    first()
    await turns(50)
    expect(clock.now()).toBe(0)
    second()
    await nap
    expect(clock.now()).toBe(10)
  })

  it('runs an action at its moment, between two sleeps, unless it was taken back', async () => {
    const clock = new VirtualClock(0)
    const acts: number[] = []
    clock.at(15, () => acts.push(clock.now()))
    clock.at(16, () => acts.push(clock.now()))()
    await clock.sleep(10)
    await clock.sleep(10)
    expect(acts).toEqual([15])
  })
})

describe('holdWhileBusy', () => {
  const signal = new AbortController().signal

  it('holds the clock until the body was read to its end', async () => {
    const clock = new VirtualClock(0)
    const wire = holdWhileBusy(
      transport(() => Promise.resolve(answer(bytes()))),
      clock,
    )
    const nap = clock.sleep(10).then(() => clock.now())
    const { body } = await wire.send(request, signal)
    await turns(30)
    for await (const chunk of body) expect(chunk).toHaveLength(1)
    expect(clock.now()).toBe(0)
    expect(await nap).toBe(10)
  })

  it.each([
    ['discarded', async (got: HttpAnswer) => got.discard()],
    [
      'left after its first bytes',
      async (got: HttpAnswer) => {
        for await (const chunk of got.body) if (chunk.length > 0) break
      },
    ],
  ])('lets go of a body that is %s', async (_, end) => {
    const clock = new VirtualClock(0)
    const wire = holdWhileBusy(
      transport(() => Promise.resolve(answer(bytes()))),
      clock,
    )
    await end(await wire.send(request, signal))
    await clock.sleep(10)
    expect(clock.now()).toBe(10)
  })

  it('lets go of a request that fails', async () => {
    const clock = new VirtualClock(0)
    const wire = holdWhileBusy(
      transport(() => Promise.reject(new Error('reset'))),
      clock,
    )
    await expect(wire.send(request, signal)).rejects.toThrow('reset')
    await clock.sleep(10)
    expect(clock.now()).toBe(10)
  })
})
