/**
 * Work that many wait for, done once. It has a signal of its own: a waiter that leaves does not end it for the others,
 * and the last one that leaves aborts it.
 */
export class SharedWork<T> {
  #running:
    { readonly result: Promise<T>; readonly end: AbortController; waiters: number } | undefined

  /** Joins what runs, or starts `work`. Rejects with the signal's reason when this waiter leaves. */
  async join(work: (signal: AbortSignal) => Promise<T>, signal: AbortSignal): Promise<T> {
    signal.throwIfAborted()
    const running = (this.#running ??= this.#start(work))
    running.waiters += 1
    try {
      return await untilAborted(running.result, signal)
    } finally {
      running.waiters -= 1
      if (running.waiters === 0) {
        running.end.abort()
        if (this.#running === running) this.#running = undefined
      }
    }
  }

  #start(work: (signal: AbortSignal) => Promise<T>) {
    const end = new AbortController()
    const result = work(end.signal)
    // Each waiter gets the failure itself. If all have left, nobody else would handle it.
    result.catch(() => undefined)
    return { result, end, waiters: 0 }
  }
}

/** The promise's result, or the signal's reason as soon as it aborts. */
export async function untilAborted<T>(wanted: Promise<T>, signal: AbortSignal): Promise<T> {
  let leave: () => void = () => undefined
  const left = new Promise<'left'>((resolve) => {
    leave = () => resolve('left')
    if (signal.aborted) leave()
    else signal.addEventListener('abort', leave, { once: true })
  })
  try {
    await Promise.race([wanted, left])
    signal.throwIfAborted()
    return await wanted
  } finally {
    signal.removeEventListener('abort', leave)
  }
}
