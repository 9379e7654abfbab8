import { type Dirent, existsSync, readdirSync, realpathSync, statSync } from 'node:fs'
import { join, sep } from 'node:path'
import type { Place } from './finding.js'
import { cleanPath, pathByForm } from './remote-path.js'

const MOST_ENTRIES = 60_000
const LONGEST_WALK_MS = 400
const SKIPPED = new Set(['.git', 'node_modules', '.gradle', '.venv', 'venv', '__pycache__'])

/** Where findings are: turns remote paths into paths of the repository. */
export interface SourceTree {
  /** With slashes, relative to the repository; `undefined` where no file of it is meant. */
  locate(place: Place): string | undefined
}

/**
 * The checkout in the workspace, if there is one: a `.git`, in it or in one folder of it, or any file but `own`, the
 * files of this step. Without one, paths are read by their form.
 */
export function sourceTree(workspace: string | undefined, own: readonly string[] = []): SourceTree {
  const root = workspace === undefined || workspace === '' ? undefined : checkoutIn(workspace, own)
  if (root === undefined) {
    return { locate: ({ path, partial }) => (partial === true ? undefined : pathByForm(path)) }
  }
  return new Checkout(root)
}

function checkoutIn(workspace: string, own: readonly string[]): string | undefined {
  try {
    if (existsSync(join(workspace, '.git'))) return workspace
    const entries = readdirSync(workspace, { withFileTypes: true })
    const nested = entries.filter(
      (entry) => entry.isDirectory() && existsSync(join(workspace, entry.name, '.git')),
    )
    const [only] = nested
    if (only !== undefined && nested.length === 1) return join(workspace, only.name)
    const foreign = entries.filter(
      ({ name }) => !own.some((file) => `${file}${sep}`.startsWith(join(workspace, name) + sep)),
    )
    return foreign.length > 0 ? workspace : undefined
  } catch {
    return undefined
  }
}

class Checkout implements SourceTree {
  readonly #root: string
  readonly #known = new Map<string, string | undefined>()
  #files: ReadonlyMap<string, readonly string[]> | undefined

  constructor(root: string) {
    this.#root = realpathSync(root)
  }

  locate({ path, partial }: Place): string | undefined {
    const key = `${partial === true ? '~' : ''}${path}`
    if (!this.#known.has(key)) this.#known.set(key, this.#find(path, partial === true))
    return this.#known.get(key)
  }

  #find(remote: string, partial: boolean): string | undefined {
    const path = cleanPath(remote)
    if (path === undefined) return undefined
    const segments = path.split('/').filter((segment) => segment !== '' && !/^\*+$/.test(segment))
    if (!partial) {
      for (let from = 0; from < segments.length; from += 1) {
        const suffix = segments.slice(from).join('/')
        if (this.#isFile(suffix)) return suffix
      }
    }
    // Tools print paths relative to where they ran, a module of many: a file that alone ends so is meant.
    const whole = !path.startsWith('/') && !path.startsWith('*')
    const shortest = whole ? segments.length : Math.min(2, segments.length)
    for (let count = segments.length; count >= shortest && count > 0; count -= 1) {
      const only = this.#onlyFileEndingIn(segments.slice(-count))
      if (only !== undefined) return only
    }
    return undefined
  }

  /** No symbolic link leads out. */
  #isFile(relative: string): boolean {
    try {
      const real = realpathSync(join(this.#root, relative))
      return real.startsWith(this.#root + sep) && statSync(real).isFile()
    } catch {
      return false
    }
  }

  #onlyFileEndingIn(segments: readonly string[]): string | undefined {
    this.#files ??= filesBelow(this.#root)
    const end = `/${segments.join('/')}`
    const matches = (this.#files.get(segments.at(-1) ?? '') ?? []).filter((file) =>
      `/${file}`.endsWith(end),
    )
    return matches.length === 1 ? matches[0] : undefined
  }
}

/** Files by name, as many as are found in a moment; symbolic links are not followed. */
function filesBelow(root: string): ReadonlyMap<string, readonly string[]> {
  const files = new Map<string, string[]>()
  const folders = ['']
  const until = Date.now() + LONGEST_WALK_MS
  let left = MOST_ENTRIES
  for (let folder = folders.shift(); folder !== undefined; folder = folders.shift()) {
    for (const entry of entriesOf(join(root, folder))) {
      left -= 1
      const path = folder === '' ? entry.name : `${folder}/${entry.name}`
      if (entry.isDirectory() && !SKIPPED.has(entry.name)) folders.push(path)
      if (!entry.isFile()) continue
      const same = files.get(entry.name)
      if (same === undefined) files.set(entry.name, [path])
      else same.push(path)
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
