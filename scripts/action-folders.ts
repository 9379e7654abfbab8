import { existsSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

const root = fileURLToPath(new URL('..', import.meta.url))

/** The folders with an action.yml, relative to the repository: `.`, the root action, and its siblings by name. */
export function actionFolders(): readonly string[] {
  const folders = readdirSync(root, { withFileTypes: true })
    .filter((entry) => entry.isDirectory() && existsSync(join(root, entry.name, 'action.yml')))
    .map(({ name }) => name)
  return ['.', ...folders.sort()]
}

/** A file of an action, relative to the repository, e.g. `stop/README.md`. */
export function fileOf(folder: string, name: string): string {
  return folder === '.' ? name : `${folder}/${name}`
}
