import { createServer, request, type Server, type ServerResponse } from 'node:http'

/** Other logs cost differently: `BENCH_LINE` is another line, `BENCH_LINE_UNITS` its length, a power of two. */
const LINE =
  process.env['BENCH_LINE'] ??
  `[2026/09/10 11:00:00.000 GMT+08:00] [INFO] compiling one more module of the project, nothing to see here`
const LINE_UNITS = Number(process.env['BENCH_LINE_UNITS'] ?? 128)
/** A power of two, so that pages of a power of two begin at few different places of it. */
const BLOCK_UNITS = 65_536
const LOG_PATH = /^\/v3\/jobs\/\w+\/\d+\/real-time-log\?/
const CLOSING = 'Finished: SUCCESS\n'

/**
 * Answers the incremental log call from memory, with a log of so many bytes that is there from the start, and hands all
 * else on to the simulator at `upstream`: making pages up would take longer than printing them.
 */
export function premadeLog(bytes: number, upstream: string): Server {
  const pages = new Pages(bytes)
  const server = createServer((incoming, response) => {
    const target = incoming.url ?? '/'
    if (LOG_PATH.test(target)) {
      const { searchParams } = new URL(target, upstream)
      const length = Number(searchParams.get('length') ?? 1_000_000)
      pages.send(response, Number(searchParams.get('offset')), length)
      return
    }
    const { method, headers } = incoming
    const onward = request(new URL(target, upstream), { method, headers }, (answer) => {
      response.writeHead(answer.statusCode ?? 500, answer.headers)
      answer.pipe(response)
    })
    onward.on('error', () => response.destroy())
    incoming.pipe(onward)
  })
  server.keepAliveTimeout = 60_000
  return server
}

/** Pages as JSON, the long part of each made once. */
class Pages {
  readonly #block: string
  readonly #end: number
  readonly #escaped = new Map<string, Buffer>()

  constructor(bytes: number) {
    this.#block = Array.from({ length: BLOCK_UNITS / LINE_UNITS }, (_, n) => line(n)).join('')
    this.#end = Math.ceil(bytes / BLOCK_UNITS) * BLOCK_UNITS
  }

  send(response: ServerResponse, offset: number, length: number): void {
    const units = Math.min(length, this.#end - offset)
    const [text, next] =
      units > 0 ? [this.#page(offset % BLOCK_UNITS, units), offset + units] : this.#closing(offset)
    const before = Buffer.from('{"result":{"content":"')
    const after = Buffer.from(
      `","current_offset":${offset},"offset":${next},"has_more_data":${next <= this.#end}},` +
        '"error":null,"status":"success"}',
    )
    const size = before.length + text.length + after.length
    response.writeHead(200, { 'Content-Type': 'application/json', 'Content-Length': size })
    response.write(before)
    response.write(text)
    response.end(after)
  }

  #closing(offset: number): [text: Buffer, next: number] {
    const rest = CLOSING.slice(offset - this.#end)
    return [escaped(rest), offset + rest.length]
  }

  #page(from: number, units: number): Buffer {
    const key = `${from} ${units}`
    const known = this.#escaped.get(key)
    if (known !== undefined) return known
    const repeated = this.#block.repeat(Math.ceil((from + units) / BLOCK_UNITS))
    const page = escaped(repeated.slice(from, from + units))
    this.#escaped.set(key, page)
    return page
  }
}

function line(number: number): string {
  return `${LINE} (${number})`.padEnd(LINE_UNITS - 1, '.').slice(0, LINE_UNITS - 1) + '\n'
}

function escaped(text: string): Buffer {
  return Buffer.from(JSON.stringify(text).slice(1, -1))
}
