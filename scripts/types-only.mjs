import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { transformSync } from 'esbuild'

/** Whether nothing is left of a TypeScript file once its types are taken out. */
export function holdsTypesOnly(source) {
  return transformSync(source, { loader: 'ts', format: 'esm', minify: true }).code.trim() === ''
}

/** The files of a folder that hold types only, with slashes. Nothing can load them, so no counter can see them run. */
export function typesOnlyFiles(folder) {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.ts'))
    .map((name) => join(folder, name).replaceAll('\\', '/'))
    .filter((path) => holdsTypesOnly(readFileSync(path, 'utf8')))
}
