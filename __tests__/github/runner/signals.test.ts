import { EventEmitter } from 'node:events'
import { describe, expect, it } from '@jest/globals'
import { cancellation } from '../../../src/github/runner/signals.js'

describe('cancellation', () => {
  it.each(['SIGINT', 'SIGTERM', 'SIGBREAK'])('aborts on %s with its name, once', (name) => {
    const source = new EventEmitter()
    const { signal } = cancellation(source)
    expect(signal.aborted).toBe(false)
    source.emit(name)
    source.emit('SIGTERM')
    expect(signal.reason).toBe(name)
    expect(source.listenerCount(name)).toBe(1)
  })

  it('gives the signals back', () => {
    const source = new EventEmitter()
    const { signal, dispose } = cancellation(source)
    dispose()
    source.emit('SIGINT')
    expect(signal.aborted).toBe(false)
    expect(source.eventNames()).toEqual([])
  })
})
