import { createServer, type RequestListener } from 'node:http'
import type { Server, Socket } from 'node:net'

export interface LocalServer {
  readonly url: (path: string) => URL
  /** How many connections clients have opened. */
  readonly connections: () => number
  /** Whether a connection still stands. */
  readonly standing: () => number
  close(): Promise<void>
}

/** A real HTTP server on a free port of the loopback. */
export async function serve(listener: RequestListener): Promise<LocalServer> {
  const server = createServer(listener)
  const sockets = new Set<Socket>()
  let connections = 0
  server.on('connection', (socket: Socket) => {
    connections += 1
    sockets.add(socket)
    socket.on('close', () => sockets.delete(socket))
  })
  await listening(server)
  return {
    url: (path) => new URL(path, `http://127.0.0.1:${portOf(server)}`),
    connections: () => connections,
    standing: () => sockets.size,
    close: () => {
      for (const socket of sockets) socket.destroy()
      return new Promise((resolve) => server.close(() => resolve()))
    },
  }
}

export function listening(server: Server): Promise<void> {
  return new Promise((resolve) => server.listen(0, '127.0.0.1', () => resolve()))
}

export function portOf(server: Server): number {
  const address = server.address()
  if (address === null || typeof address === 'string') throw new Error('not listening')
  return address.port
}

export function pause(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms))
}
