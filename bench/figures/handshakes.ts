import { execFileSync } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { connect, createServer, type Server, type Socket } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Transform } from 'node:stream'
import { createServer as createTlsServer } from 'node:tls'
import type { Figure } from '../figure.js'
import { startAction } from '../process.js'
import { drain } from '../reader.js'
import { firstAt, isStart, type ServiceProcess, withService } from '../service-process.js'

const ONE_WAY_MS = 100

/** TLS on a line with 200 ms round-trip time: what is waited for before the start request leaves. */
export const handshakes: Figure = {
  name: 'handshakes',
  rounds: 3,
  measures: [
    {
      name: 'handshakes',
      title: 'with 200 ms round-trip time and TLS: handshakes before the start request leaves',
      unit: '',
      bar: 1,
      goal: 1,
      better: 'lower',
    },
  ],
  round: () => withService('quick', overSlowTls),
}

async function overSlowTls(service: ServiceProcess): Promise<Readonly<Record<string, number>>> {
  const folder = mkdtempSync(join(tmpdir(), 'bench-tls-'))
  const connectedAt: number[] = []
  const tls = tlsBefore(service.url, certificate(folder))
  const tlsPort = await listening(tls)
  const line = slowLine(tlsPort, () => connectedAt.push(Date.now()))
  const port = await listening(line)
  try {
    const action = startAction(`https://localhost:${port}`, {
      inputs: { wait: 'false' },
      env: { NODE_EXTRA_CA_CERTS: join(folder, 'cert.pem') },
    })
    await Promise.all([drain(action.output), action.gone])
    const startedAt = firstAt(await service.journal(), isStart)
    const before = connectedAt.filter((at) => at <= startedAt)
    const waitedMs = startedAt - (before[0] ?? NaN)
    // The request's own way there is half a round trip.
    const roundTrips = (waitedMs - ONE_WAY_MS) / (2 * ONE_WAY_MS)
    // A connection's own handshake is the kernel's, and not delayed here; TLS 1.3 takes one round trip.
    return { handshakes: Math.max(before.length, Math.floor(roundTrips)), roundTrips, waitedMs }
  } finally {
    for (const server of [line, tls]) server.close()
    rmSync(folder, { recursive: true, force: true })
  }
}

interface Identity {
  readonly key: Buffer
  readonly cert: Buffer
}

/** A certificate that is its own authority, made for this round. */
function certificate(folder: string): Identity {
  const [key, cert] = [join(folder, 'key.pem'), join(folder, 'cert.pem')]
  const subject = ['-subj', '/CN=localhost', '-addext', 'subjectAltName=DNS:localhost']
  const kind = ['-x509', '-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1', '-nodes']
  const made = ['-keyout', key, '-out', cert, '-days', '2']
  execFileSync('openssl', ['req', ...kind, ...subject, ...made], { stdio: 'ignore' })
  return { key: readFileSync(key), cert: readFileSync(cert) }
}

/** Takes TLS off and hands the bytes on to the service. */
function tlsBefore(upstream: string, identity: Identity): Server {
  const { hostname, port } = new URL(upstream)
  return createTlsServer(identity, (secure) => {
    const plain = connect(Number(port), hostname)
    secure.on('error', () => plain.destroy())
    plain.on('error', () => secure.destroy())
    secure.pipe(plain)
    plain.pipe(secure)
  })
}

/** A TCP line that keeps every byte for its time on the way. */
function slowLine(port: number, connected: () => void): Server {
  return createServer((near: Socket) => {
    connected()
    const far = connect(port, '127.0.0.1')
    near.on('error', () => far.destroy())
    far.on('error', () => near.destroy())
    near.pipe(delay()).pipe(far)
    far.pipe(delay()).pipe(near)
  })
}

function delay(): Transform {
  return new Transform({
    transform: (chunk: Buffer, _encoding, done) => {
      setTimeout(() => done(null, chunk), ONE_WAY_MS)
    },
  })
}

async function listening(server: Server): Promise<number> {
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()
  if (address === null || typeof address === 'string') throw new Error('not listening')
  return address.port
}
