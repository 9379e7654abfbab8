import { statSync } from 'node:fs'
import { dirname, join, resolve } from 'node:path'
import { readRegularFile } from '../../files/index.js'

/** A larger one is not read: it would take long, and a suffix is hardly unique in such a repository. */
const LARGEST_INDEX_BYTES = 64 * 1024 * 1024
const LARGEST_TEXT_BYTES = 1024 * 1024
const HEADER_BYTES = 12
/** Times, ids and sizes before the object's name (git, Documentation/gitformat-index.txt). */
const FIXED_BYTES = 40
const FLAG_EXTENDED = 0x4000
const TYPE_MASK = 0xf000
const REGULAR = 0x8000
const SHA1_BYTES = 20
const SHA256_BYTES = 32

/**
 * The regular files that git's index names, also where a sparse checkout left them out; undefined where there is no
 * index that can be read (versions 2 to 4).
 */
export function indexedFiles(root: string): readonly string[] | undefined {
  try {
    const folder = gitFolder(root)
    const index = readRegularFile(join(folder, 'index'), LARGEST_INDEX_BYTES)
    return filesIn(index, usesSha256(folder) ? SHA256_BYTES : SHA1_BYTES)
  } catch {
    return undefined
  }
}

/** `.git` is a file in worktrees and submodules: `gitdir: <path>`. */
function gitFolder(root: string): string {
  const path = join(root, '.git')
  if (statSync(path).isDirectory()) return path
  const target = /^gitdir: (.+)$/m.exec(textOf(path))?.[1]?.trim() ?? ''
  return resolve(dirname(path), target)
}

function usesSha256(folder: string): boolean {
  try {
    return /objectformat\s*=\s*sha256/i.test(textOf(join(folder, 'config')))
  } catch {
    return false
  }
}

function textOf(path: string): string {
  return readRegularFile(path, LARGEST_TEXT_BYTES).toString('utf8')
}

function filesIn(index: Buffer, hashBytes: number): readonly string[] | undefined {
  const version = index.readUInt32BE(4)
  if (index.toString('latin1', 0, 4) !== 'DIRC' || version < 2 || version > 4) return undefined
  const count = index.readUInt32BE(8)
  const files: string[] = []
  let previous: Buffer = Buffer.alloc(0)
  for (let at = HEADER_BYTES, entry = 0; entry < count; entry += 1) {
    const mode = index.readUInt32BE(at + 24)
    const flags = index.readUInt16BE(at + FIXED_BYTES + hashBytes)
    const name = at + FIXED_BYTES + hashBytes + ((flags & FLAG_EXTENDED) === 0 ? 2 : 4)
    const { path, end } = version === 4 ? shared(index, name, previous) : padded(index, name, at)
    previous = path
    at = end
    if ((mode & TYPE_MASK) === REGULAR) files.push(path.toString('utf8'))
  }
  return files
}

/** Versions 2 and 3: the path, padded with zeros to a multiple of eight. */
function padded(index: Buffer, from: number, entry: number) {
  const zero = index.indexOf(0, from)
  return { path: index.subarray(from, zero), end: entry + ((zero - entry + 8) & ~7) }
}

/** Version 4: how much of the path before is cut off, and what follows instead. */
function shared(index: Buffer, from: number, previous: Buffer) {
  let at = from
  let byte = index.readUInt8(at)
  let cut = byte & 0x7f
  while ((byte & 0x80) !== 0) {
    at += 1
    byte = index.readUInt8(at)
    cut = ((cut + 1) << 7) | (byte & 0x7f)
  }
  const zero = index.indexOf(0, at + 1)
  const kept = previous.subarray(0, Math.max(0, previous.length - cut))
  return { path: Buffer.concat([kept, index.subarray(at + 1, zero)]), end: zero + 1 }
}
