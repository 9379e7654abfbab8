import { spawn } from 'node:child_process'
import { gzipSync } from 'node:zlib'
import { afterEach, describe, expect, it } from '@jest/globals'
import { fileURLToPath } from 'node:url'
import { type LocalServer, serve } from './local-server.js'

const MB = 1024 * 1024
const SCRIPT = fileURLToPath(new URL('./hostile-call.ts', import.meta.url))

let service: LocalServer | undefined
afterEach(() => service?.close())

async function answering(body: Buffer, headers = {}): Promise<URL> {
  service = await serve((_request, response) => response.writeHead(200, headers).end(body))
  return service.url('/')
}

async function called(way: string, url: URL): Promise<{ code: string; bytes: number }> {
  const child = spawn(process.execPath, ['--import', 'tsx', SCRIPT, way, url.href])
  let text = ''
  for await (const chunk of child.stdout) text += String(chunk)
  return JSON.parse(text) as { code: string; bytes: number }
}

const filled = (front: string, unit: string, bytes: number, back = '') =>
  Buffer.from(`${front}${unit.repeat(bytes / unit.length)}${back}`)

describe('An answer that is made to fill the memory', () => {
  const bodies = {
    'lists inside of lists': filled('', '[', 30 * MB),
    'nesting behind the text of a page': filled('{"result":{"log":"x"},"a":', '[', 15 * MB),
    'many values': filled('[0', ',{}', 15 * MB, ']'),
  }

  it.each(
    ['page', 'aws'].flatMap((way) =>
      Object.entries(bodies).map(([what, body]) => [what, way, body] as const),
    ),
  )('of %s, is refused by %s at the cost of 100 MB at most', async (_what, way, body) => {
    const { code, bytes } = await called(way, await answering(body))
    expect(code).toBe('bad-answer')
    expect(bytes).toBeLessThan(100 * MB)
  })

  it.each(['page', 'json', 'aws'])('packed, is refused by %s as well', async (way) => {
    const body = gzipSync(filled('', '[', 100 * MB))
    const { code, bytes } = await called(way, await answering(body, { 'content-encoding': 'gzip' }))
    expect(code).toBe('bad-answer')
    expect(bytes).toBeLessThan(100 * MB)
  })
})
