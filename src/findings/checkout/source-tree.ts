import { existsSync, readdirSync } from 'node:fs'
import { join, sep } from 'node:path'
import type { Folder } from '../context.js'
import type { Place } from '../finding.js'
import { FileList } from './file-list.js'
import { Locator } from './locator.js'
import { pathByForm } from './remote-path.js'
import type { Location, SourceTree } from './location.js'

/**
 * The checkout in the workspace, if there is one: a `.git`, in it or in one folder of it, or any file but `own`, the
 * files of this step. Without one, paths are read by their form.
 */
export function sourceTree(workspace: string | undefined, own: readonly string[] = []): SourceTree {
  const root = workspace === undefined || workspace === '' ? undefined : checkoutIn(workspace, own)
  return root === undefined ? { locate: locationByForm } : new Locator(new FileList(root))
}

function locationByForm({ path, partial, scope }: Place, folders: readonly Folder[]): Location {
  const [folder] = folders.filter(({ kind }) => kind !== 'project')
  const named = scope?.kind === 'folder' ? scope.path : folder?.name
  const relative = !/^(?:[/*]|[A-Za-z]:|file:)/.test(path)
  const whole = named !== undefined && relative ? `${named}/${path}` : path
  const file = partial === true ? undefined : pathByForm(whole)
  return file === undefined ? { kind: 'foreign' } : { kind: 'file', file }
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
