import { posix } from 'node:path'
import type { Folder } from '../context.js'
import type { Place } from '../finding.js'
import { type FileList, folderOf } from './file-list.js'
import { Projects } from './projects.js'
import {
  belowCommonRoots,
  belowWorkspace,
  cleanPath,
  isAbsolute,
  withoutSteps,
} from './remote-path.js'
import type { Location, SourceTree } from './location.js'

const FOREIGN: Location = { kind: 'foreign' }
const UNCLEAR: Location = { kind: 'unclear' }
/** An absolute path outside of every known root is ours only if so much of its end is one of our paths. */
const SUREST_SEGMENTS = 3

/** A folder that a tool was in, as a folder of the checkout. */
interface Base {
  /** `undefined` if it isn't known which one it is, `foreign` if it is none of the checkout. */
  readonly folder: string | undefined
  readonly foreign?: boolean
  readonly cloned?: boolean
  readonly kind: Folder['kind'] | 'scope'
  readonly level?: number
}

/** Decides which file of a checkout a remote path means; nothing else does. */
export class Locator implements SourceTree {
  readonly #files: FileList
  readonly #projects: Projects

  constructor(files: FileList) {
    this.#files = files
    this.#projects = new Projects(files)
  }

  locate(place: Place, folders: readonly Folder[]): Location {
    const path = cleanPath(place.path)
    if (path === undefined) return FOREIGN
    const bases = this.#bases(place, folders)
    if (place.partial === true) return this.#locatePart(path, place, bases)
    return isAbsolute(path) ? this.#locateAbsolute(path) : this.#locateRelative(path, bases)
  }

  #bases({ scope }: Place, folders: readonly Folder[]): readonly Base[] {
    const own: Base[] = []
    if (scope?.kind === 'folder') own.push({ kind: 'scope', folder: this.#folder(scope.path) })
    if (scope?.kind === 'go-package') {
      own.push({ kind: 'scope', folder: this.#projects.goFolder(scope.path) })
    }
    return [
      ...own,
      ...folders.map(({ kind, name, level, cloned }) => ({
        kind,
        folder: cloned === true ? undefined : this.#folder(name, kind === 'project'),
        foreign: cloned === true || isElsewhere(name),
        cloned: cloned === true,
        ...(level !== undefined && { level }),
      })),
    ]
  }

  /** A remote folder as one of the checkout. */
  #folder(remote: string, named = false): string | undefined {
    if (named && !isAbsolute(remote)) return this.#projects.folder(remote)
    const path = cleanPath(`${remote}/x`)?.slice(0, -1)
    if (path === undefined) return undefined
    const plain = path.replace(/\/$/, '')
    if (!isAbsolute(path)) return withoutSteps(plain) === '.' ? '' : withoutSteps(plain)
    const below = belowWorkspace(path)
    if (below !== undefined) return below.replace(/\/$/, '')
    const segments = plain.split('/').filter((segment) => segment !== '')
    for (let from = 0; from < segments.length; from += 1) {
      const rest = segments.slice(from).join('/')
      if (this.#files.hasFolder(rest)) return rest
    }
    return belowCommonRoots(path).length > 0 ? '' : undefined
  }

  #exact(path: string): string | undefined {
    if (this.#files.has(path)) return path
    return this.#files.withoutCase(path)
  }

  #locateAbsolute(path: string): Location {
    const below = belowWorkspace(path)
    if (below !== undefined) return found(this.#exact(below))
    for (const rest of belowCommonRoots(path)) {
      const file = this.#exact(rest)
      if (file !== undefined) return found(file)
    }
    const segments = path.split('/').filter((segment) => segment !== '')
    // The drive's name is no folder; on Windows the workspace has no known place.
    const onDrive = /^[A-Za-z]:$/.test(segments[0] ?? '')
    const least = onDrive ? 1 : SUREST_SEGMENTS
    for (let from = 1; segments.length - from >= least; from += 1) {
      const file = this.#exact(segments.slice(from).join('/'))
      if (file !== undefined) return found(file)
    }
    return FOREIGN
  }

  #locateRelative(path: string, bases: readonly Base[]): Location {
    const hits = this.#inBases(path, bases)
    if (hits !== undefined) return hits
    const plain = withoutSteps(path)
    const file = this.#exact(plain)
    if (file !== undefined) return found(file)
    // Tools print paths relative to where they ran, e.g. to a module: if only one file's path ends so, it is meant.
    return only(this.#files.endingIn(plain))
  }

  /** Undefined where the log's folders don't help to resolve the path. */
  #inBases(path: string, bases: readonly Base[]): Location | undefined {
    if (bases[0]?.cloned === true) return FOREIGN
    const entered = bases.filter(({ kind }) => kind === 'entered')
    for (const base of bases) {
      const file = this.#below(base, path)
      if (file === undefined) continue
      const beside = entered.filter((one) => base.kind === 'entered' && one.level === base.level)
      const files = new Set(beside.flatMap((one) => this.#below(one, path) ?? []))
      return files.size > 1 ? UNCLEAR : found(file)
    }
    // Make prints when it leaves a folder, so a path that isn't there is not ours, e.g. a dependency's.
    const [innermost] = entered
    if (innermost === undefined || path.startsWith('../')) return undefined
    return innermost.foreign === true || innermost.folder !== undefined ? FOREIGN : undefined
  }

  #below({ folder }: Base, path: string): string | undefined {
    if (folder === undefined) return undefined
    const whole = posix.normalize(folder === '' ? path : `${folder}/${path}`)
    return whole.startsWith('../') ? undefined : this.#exact(whole)
  }

  #locatePart(path: string, { scope }: Place, bases: readonly Base[]): Location {
    const files = this.#files.endingIn(path)
    if (scope?.kind === 'go-package') return this.#inGoPackage(path, scope.path, files)
    for (const { folder } of bases) {
      if (folder === undefined) continue
      const inside = files.filter((file) => folder === '' || file.startsWith(`${folder}/`))
      if (inside.length === 1) return found(inside[0])
    }
    return only(files)
  }

  /** Without a go.mod, the folder whose path ends the package's import path. */
  #inGoPackage(path: string, importPath: string, files: readonly string[]): Location {
    const folder = this.#projects.goFolder(importPath)
    if (folder !== undefined) return found(this.#exact(folder === '' ? path : `${folder}/${path}`))
    const fits = files.filter((file) => `/${importPath}`.endsWith(`/${folderOf(file)}`))
    return only(fits.length > 0 ? fits : files)
  }
}

/** Folders of tools and of dependencies, which no checkout is in. */
function isElsewhere(remote: string): boolean {
  return cleanPath(`${remote}/x`) === undefined || /^\/(?:tmp|var|root)\//.test(remote)
}

function found(file: string | undefined): Location {
  return file === undefined ? FOREIGN : { kind: 'file', file }
}

function only(files: readonly string[]): Location {
  return files.length > 1 ? UNCLEAR : found(files[0])
}
