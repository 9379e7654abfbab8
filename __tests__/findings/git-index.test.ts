import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals'
import { indexedFiles } from '../../src/findings/checkout/git-index.js'
import { sourceTree } from '../../src/findings/checkout/index.js'

const REGULAR = 0o100644
const LINK = 0o120000
const SUBMODULE = 0o160000

interface Entry {
  readonly path: string
  readonly mode?: number
  /** Marked for git's own use, e.g. left out by a sparse checkout. */
  readonly extended?: boolean
}

/** An index in git's own form (git, Documentation/gitformat-index.txt). */
function indexOf(version: 2 | 3 | 4, entries: readonly Entry[], hashBytes = 20): Buffer {
  const header = Buffer.alloc(12)
  header.write('DIRC', 'latin1')
  header.writeUInt32BE(version, 4)
  header.writeUInt32BE(entries.length, 8)
  let before = ''
  const written = entries.map((entry) => {
    const bytes = entryOf(version, entry, hashBytes, before)
    before = entry.path
    return bytes
  })
  return Buffer.concat([header, ...written, Buffer.alloc(hashBytes)])
}

function entryOf(
  version: 2 | 3 | 4,
  { path, mode = REGULAR, extended = false }: Entry,
  hashBytes: number,
  before: string,
): Buffer {
  const fixed = Buffer.alloc(40 + hashBytes + (extended ? 4 : 2))
  fixed.writeUInt32BE(mode, 24)
  // Bytes of an object's name are anything: zeros must not end a path.
  fixed.fill(0xab, 40, 40 + hashBytes)
  fixed.writeUInt16BE((extended ? 0x4000 : 0) | Math.min(path.length, 0xfff), 40 + hashBytes)
  if (version === 4) {
    // In bytes: a character of several must not be cut, nor be counted as one.
    const [bytes, known] = [Buffer.from(path), Buffer.from(before)]
    const differs = bytes.findIndex((byte, at) => byte !== known[at])
    const kept = differs < 0 ? bytes.length : differs
    const rest = Buffer.concat([bytes.subarray(kept), Buffer.alloc(1)])
    return Buffer.concat([fixed, offset(known.length - kept), rest])
  }
  const named = Buffer.concat([fixed, Buffer.from(path)])
  return Buffer.concat([named, Buffer.alloc(8 - (named.length % 8))])
}

/** As pack files write an offset. */
function offset(value: number): Buffer {
  const bytes = [value & 0x7f]
  for (let rest = value >> 7; rest > 0; rest >>= 7) {
    rest -= 1
    bytes.unshift(0x80 | (rest & 0x7f))
  }
  return Buffer.from(bytes)
}

let root: string
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'index-'))
})
afterEach(() => rmSync(root, { recursive: true, force: true }))

function put(path: string, content: string | Buffer): void {
  mkdirSync(dirname(join(root, path)), { recursive: true })
  writeFileSync(join(root, path), content)
}

const LONG = `src/${'deep/'.repeat(60)}a.c`
const PATHS = ['README.md', LONG, 'src/a.c', 'src/ab.c', 'src/日本.c', 'z']
const ENTRIES: readonly Entry[] = PATHS.map((path) => ({ path }))

describe("git's index", () => {
  it.each([2, 3, 4] as const)(
    'of version %i names every file, also those with long paths',
    (version) => {
      put('.git/index', indexOf(version, ENTRIES))
      expect(indexedFiles(root)).toEqual(PATHS)
    },
  )

  it.each([3, 4] as const)('of version %i names what a sparse checkout left out', (version) => {
    const sparse = ENTRIES.map((entry, at) => ({ ...entry, extended: at % 2 === 0 }))
    put('.git/index', indexOf(version, sparse))
    expect(indexedFiles(root)).toEqual(PATHS)
  })

  it.each([2, 4] as const)('of version %i may have names of 32 bytes', (version) => {
    put('.git/config', '[extensions]\n\tobjectFormat = sha256\n')
    put('.git/index', indexOf(version, ENTRIES, 32))
    expect(indexedFiles(root)).toEqual(PATHS)
  })

  it('names no links and no submodules', () => {
    const entries = [{ path: 'a', mode: LINK }, { path: 'b', mode: SUBMODULE }, { path: 'c' }]
    put('.git/index', indexOf(2, entries))
    expect(indexedFiles(root)).toEqual(['c'])
  })

  it('is found where .git is a file that leads to it', () => {
    put('real/index', indexOf(2, ENTRIES))
    put('tree/.git', `gitdir: ../real\n`)
    expect(indexedFiles(join(root, 'tree'))).toEqual(PATHS)
  })

  it.each([
    ['not there', undefined],
    ['empty', Buffer.alloc(0)],
    ['of another version', Buffer.from('DIRC\0\0\0\u0005\0\0\0\0', 'latin1')],
    ['something else', Buffer.from('PACK\0\0\0\u0002\0\0\0\0', 'latin1')],
    ['cut off', indexOf(2, ENTRIES).subarray(0, 90)],
  ])('is none where it is %s', (_what, bytes) => {
    mkdirSync(join(root, '.git'))
    if (bytes !== undefined) put('.git/index', bytes)
    expect(indexedFiles(root)).toBeUndefined()
  })

  it('gives a file its place although it is not on the disk', () => {
    put('.git/index', indexOf(3, [{ path: 'src/shop/Cart.java', extended: true }]))
    const location = sourceTree(root).locate({ path: 'shop/Cart.java', line: 1, partial: true }, [])
    expect(location).toMatchObject({ kind: 'file', file: 'src/shop/Cart.java' })
  })
})
