import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { buildLogFormat } from '../../src/clouds/huawei/codearts-build/log-format.js'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { sourceTree } from '../../src/findings/checkout/index.js'
import { type LocatedFinding, locatedFindings } from '../../src/findings/located.js'
import { LogScanner } from '../../src/findings/log-scanner.js'
import { LineFeed } from '../../src/log/line-feed.js'
import { secretsOf } from '../support/secrets.js'

export const FIXTURES = join(import.meta.dirname, '..', 'fixtures', 'compilers')

/** A checkout with these files, which are empty. */
export class Project {
  readonly folder = mkdtempSync(join(tmpdir(), 'project-'))

  constructor(files: readonly string[], git = true) {
    for (const file of files) this.add(file)
    if (git) mkdirSync(join(this.folder, '.git'))
  }

  add(file: string, text = ''): void {
    const path = join(this.folder, file)
    mkdirSync(dirname(path), { recursive: true })
    writeFileSync(path, text)
  }

  remove(): void {
    rmSync(this.folder, { recursive: true, force: true })
  }
}

export async function scanned(log: string | Uint8Array, pieceBytes = 1_000): Promise<LogScanner> {
  const scanner = new LogScanner(buildLogFormat, secretsOf())
  const feed = new LineFeed([scanner])
  const bytes = Buffer.from(log)
  for (let from = 0; from < bytes.length; from += pieceBytes) {
    await feed.write(bytes.subarray(from, from + pieceBytes))
  }
  await feed.close()
  return scanner
}

export async function located(
  log: string | Uint8Array,
  workspace?: string,
): Promise<readonly LocatedFinding[]> {
  return locatedFindings((await scanned(log)).findings(), sourceTree(workspace)).located
}

/** As `error src/x.c:12:5 message`. */
export function said({ severity, file, line, column, message }: LocatedFinding): string {
  const place = `${file}:${line}${column === undefined ? '' : `:${column}`}`
  return `${severity} ${place} ${message.split('\n', 1).join('')}`
}

export function fixture(name: string): Buffer {
  return readFileSync(join(FIXTURES, name))
}
