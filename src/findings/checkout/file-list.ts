import { type Dirent, readdirSync, realpathSync, statSync } from 'node:fs'
import { join, sep } from 'node:path'
import { readRegularFile } from '../../files/index.js'
import { indexedFiles } from './git-index.js'

const MOST_ENTRIES = 60_000
const LONGEST_WALK_MS = 400
const SKIPPED = new Set(['.git', 'node_modules', '.gradle', '.venv', 'venv', '__pycache__'])
const LARGEST_TEXT_BYTES = 1024 * 1024

/** The files of the checkout by their paths, with slashes: those of git's index, and those on disk. */
export class FileList {
  readonly #root: string
  #byName: ReadonlyMap<string, readonly string[]> | undefined
  #byLowerPath: ReadonlyMap<string, readonly string[]> | undefined
  #all: ReadonlySet<string> | undefined
  #folders: ReadonlySet<string> | undefined

  constructor(root: string) {
    this.#root = realpathSync(root)
  }

  get all(): ReadonlySet<string> {
    this.#all ??= new Set(indexedFiles(this.#root) ?? filesBelow(this.#root))
    return this.#all
  }

  has(path: string): boolean {
    return this.all.has(path) || this.#isOnDisk(path)
  }

  hasFolder(path: string): boolean {
    if (path === '') return true
    this.#folders ??= new Set([...this.all].flatMap(foldersOf))
    return this.#folders.has(path)
  }

  /** The one file of that path whatever the case of its letters. */
  withoutCase(path: string): string | undefined {
    this.#byLowerPath ??= grouped(this.all, (file) => file.toLowerCase())
    const same = this.#byLowerPath.get(path.toLowerCase()) ?? []
    return same.length === 1 ? same[0] : undefined
  }

  /** All files whose path ends in these folders and name. */
  endingIn(path: string): readonly string[] {
    this.#byName ??= grouped(this.all, nameOf)
    const end = `/${path}`
    return (this.#byName.get(nameOf(path)) ?? []).filter((file) => `/${file}`.endsWith(end))
  }

  named(name: string): readonly string[] {
    return this.endingIn(name)
  }

  /** The text of a small file; empty where it can't be read. */
  text(path: string): string {
    try {
      return readRegularFile(join(this.#root, path), LARGEST_TEXT_BYTES).toString('utf8')
    } catch {
      return ''
    }
  }

  /** Whether the file exists, and no symbolic link leads out of the checkout. */
  #isOnDisk(path: string): boolean {
    try {
      const real = realpathSync(join(this.#root, path))
      return real.startsWith(this.#root + sep) && statSync(real).isFile()
    } catch {
      return false
    }
  }
}

function nameOf(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1)
}

export function folderOf(path: string): string {
  return path.slice(0, Math.max(0, path.lastIndexOf('/')))
}

function foldersOf(file: string): string[] {
  const folders: string[] = []
  for (let folder = folderOf(file); folder !== ''; folder = folderOf(folder)) folders.push(folder)
  return folders
}

function grouped(
  files: Iterable<string>,
  key: (file: string) => string,
): ReadonlyMap<string, readonly string[]> {
  const groups = new Map<string, string[]>()
  for (const file of files) {
    const name = key(file)
    const same = groups.get(name)
    if (same === undefined) groups.set(name, [file])
    else same.push(file)
  }
  return groups
}

/** The files that are found within a short time; symbolic links are not followed. */
function filesBelow(root: string): readonly string[] {
  const files: string[] = []
  const folders = ['']
  const until = Date.now() + LONGEST_WALK_MS
  let left = MOST_ENTRIES
  for (let folder = folders.shift(); folder !== undefined; folder = folders.shift()) {
    for (const entry of entriesOf(join(root, folder))) {
      left -= 1
      const path = folder === '' ? entry.name : `${folder}/${entry.name}`
      if (entry.isDirectory() && !SKIPPED.has(entry.name)) folders.push(path)
      if (entry.isFile()) files.push(path)
    }
    if (left <= 0 || Date.now() > until) break
  }
  return files
}

function entriesOf(folder: string): readonly Dirent[] {
  try {
    return readdirSync(folder, { withFileTypes: true })
  } catch {
    return []
  }
}
