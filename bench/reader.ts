import type { Readable } from 'node:stream'
import { setTimeout as wait } from 'node:timers/promises'

export interface Received {
  readonly bytes: number
  /** `performance.now()` of the first and the last piece of the bulk. */
  readonly firstAt: number
  readonly lastAt: number
}

/** Pieces before the log itself, such as a greeting, are smaller than this. */
const BULK_BYTES = 16_384

/** Reads to the end, at most so many bytes a second, and keeps nothing. */
export async function drain(output: Readable, bytesPerSecond = Infinity): Promise<Received> {
  const begun = performance.now()
  let [bytes, firstAt, lastAt] = [0, NaN, NaN]
  for await (const chunk of output as AsyncIterable<Buffer>) {
    bytes += chunk.length
    if (chunk.length >= BULK_BYTES) {
      lastAt = performance.now()
      if (Number.isNaN(firstAt)) firstAt = lastAt
    }
    const aheadMs = (bytes / bytesPerSecond) * 1_000 - (performance.now() - begun)
    if (aheadMs > 5) await wait(aheadMs)
  }
  return { bytes, firstAt, lastAt }
}

/** Each whole line with the time it came, `Date.now()`. */
export async function timedLines(
  output: Readable,
  take: (line: string, at: number) => void,
): Promise<void> {
  output.setEncoding('utf8')
  let rest = ''
  for await (const text of output as AsyncIterable<string>) {
    const at = Date.now()
    const lines = (rest + text).split('\n')
    rest = lines.pop() ?? ''
    for (const line of lines) take(line, at)
  }
}
