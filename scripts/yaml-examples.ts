import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { actionFolders, fileOf } from './action-folders.js'

const root = fileURLToPath(new URL('..', import.meta.url))

/** A piece of YAML that users read, copy or run. */
export interface Example {
  /** The file, and for a block inside a page the line it begins at. */
  readonly name: string
  readonly text: string
}

/** What people read: README in its languages, the other pages at the top, docs/ and those of each action. */
export function pages(): readonly string[] {
  return [...actionFolders(), 'docs'].flatMap((folder) => namesIn(folder, '.md'))
}

export function textOf(path: string): string {
  return readFileSync(join(root, path), 'utf8')
}

/** The example workflows as files, and this repository's own. */
export function workflowFiles(folder: '.github/workflows' | 'docs/examples'): readonly Example[] {
  return namesIn(folder, '.yml').map((name) => ({ name, text: textOf(name) }))
}

/** Every fenced `yaml` block of the pages. */
export function yamlBlocks(): readonly Example[] {
  return pages().flatMap((page) => {
    const text = textOf(page)
    return [...text.matchAll(/^```ya?ml\n([\s\S]*?)^```$/gm)].map(({ index, 1: block = '' }) => ({
      name: `${page}:${text.slice(0, index).split('\n').length}`,
      text: block,
    }))
  })
}

/** Whether a block is a whole workflow rather than a part of one. */
export function isWorkflow({ text }: Example): boolean {
  return /^jobs:/m.test(text)
}

function namesIn(folder: string, ending: string): readonly string[] {
  return readdirSync(join(root, folder))
    .filter((name) => name.endsWith(ending))
    .sort()
    .map((name) => fileOf(folder, name))
}
