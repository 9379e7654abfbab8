import { MessageChannel, type MessagePort } from 'node:worker_threads'

/** Less than this may share its memory with others in node's pool, and is not worth the call. */
const LEAST_BYTES = 8 * 1024

let nowhere: MessagePort | undefined

/**
 * Frees the memory of bytes that nobody will read again; they are empty from then on. A log of 200 MB comes in thousands
 * of chunks, and V8 lets tens of megabytes of them pile up before it collects them. `postMessage` to a closed port
 * transfers the memory and drops it at once (HTML standard, "Message ports": a port without a target).
 */
export function release(bytes: Uint8Array): void {
  const { buffer } = bytes
  const isAlone = bytes.byteLength === buffer.byteLength && bytes.byteLength >= LEAST_BYTES
  if (!isAlone || buffer instanceof SharedArrayBuffer) return
  nowhere ??= closedPort()
  try {
    nowhere.postMessage(undefined, [buffer])
  } catch {
    // Memory that its owner won't give away is left to the garbage collector.
  }
}

function closedPort(): MessagePort {
  const { port1 } = new MessageChannel()
  port1.close()
  return port1
}
